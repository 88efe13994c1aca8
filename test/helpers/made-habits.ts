/** Items by category; the first of a list is bought most. Some are in several lists. */
export const habits: Readonly<
  Record<string, { readonly en: readonly string[]; readonly de: readonly string[] }>
> = {
  groceries: words(
    'bread, milk, groceries, eggs, cheese, apples, bananas, vegetables, rice, pasta, chicken, butter, yogurt, tomatoes, fish, salad, water, juice, flour, potatoes, coffee beans, cereal, onions, chocolate, wine, beer, frozen pizza, olive oil, ham, tea',
    'Brot, Milch, Einkauf, Eier, Käse, Äpfel, Bananen, Gemüse, Reis, Nudeln, Hähnchen, Butter, Joghurt, Tomaten, Fisch, Salat, Wasser, Saft, Mehl, Kartoffeln, Kaffeebohnen, Müsli, Zwiebeln, Schokolade, Wein, Bier, Tiefkühlpizza, Olivenöl, Schinken, Tee',
  ),
  'eating out': words(
    'lunch, dinner, pizza, burger, sushi, kebab, breakfast, ramen, salad, tapas, beer, curry, tip, soup, ice cream, noodles, sandwich, brunch, wine, dessert',
    'Mittagessen, Abendessen, Pizza, Burger, Sushi, Döner, Frühstück, Suppe, Salat, Schnitzel, Bier, Curry, Trinkgeld, Eis, Nudeln, Sandwich, Brunch, Wein, Currywurst, Pommes',
  ),
  coffee: words(
    'coffee, cappuccino, espresso, flat white, latte, croissant, coffee and cake, tea, cold brew',
    'Kaffee, Cappuccino, Espresso, Milchkaffee, Croissant, Kaffee und Kuchen, Tee, Brezel',
  ),
  transport: words(
    'bus ticket, taxi, train, metro, ticket, day ticket, scooter, ferry, bike rental',
    'Fahrkarte, Taxi, Bahn, U-Bahn, Ticket, Tageskarte, Roller, Fähre, Leihrad, Parken',
  ),
  household: words(
    'detergent, toilet paper, light bulbs, batteries, soap, candles, sponges, towels, kitchen knife, lamp, chair, trash bags, shelf, plant, paint, screws',
    'Waschmittel, Klopapier, Glühbirnen, Batterien, Seife, Kerzen, Schwämme, Handtücher, Messer, Lampe, Stuhl, Müllbeutel, Regal, Pflanze, Farbe, Schrauben',
  ),
  car: words(
    'gas, parking, car wash, tyres, toll, oil change, fuel, repair, insurance',
    'Tanken, Parken, Autowäsche, Reifen, Maut, Ölwechsel, Benzin, Reparatur, Versicherung',
  ),
  health: words(
    'pharmacy, toothpaste, dentist, vitamins, shampoo, painkillers, glasses, sunscreen, plasters, physio, soap',
    'Apotheke, Zahnpasta, Zahnarzt, Vitamine, Shampoo, Schmerztabletten, Brille, Sonnencreme, Pflaster, Physio, Seife',
  ),
  leisure: words(
    'cinema, book, concert ticket, game, museum, swimming, beer, climbing, ticket, magazine, gym, headphones',
    'Kino, Buch, Konzertkarte, Spiel, Museum, Schwimmbad, Bier, Klettern, Ticket, Zeitschrift, Fitnessstudio, Kopfhörer',
  ),
  clothes: words(
    'shirt, socks, shoes, jeans, jacket, dress, underwear, belt, hat, sweater',
    'Hemd, Socken, Schuhe, Jeans, Jacke, Kleid, Unterwäsche, Gürtel, Mütze, Pullover',
  ),
  kids: words(
    'diapers, toys, school books, crayons, kids shoes, playground, babysitter, book, puzzle, school lunch',
    'Windeln, Spielzeug, Schulbücher, Buntstifte, Kinderschuhe, Spielplatz, Babysitter, Buch, Puzzle, Schulessen',
  ),
  subscriptions: words(
    'music, phone plan, internet, newspaper, cloud storage, streaming',
    'Musik, Handyvertrag, Internet, Zeitung, Cloudspeicher, Streaming',
  ),
  gifts: words(
    'present, flowers, birthday card, book, chocolate, wine, donation, toys',
    'Geschenk, Blumen, Geburtstagskarte, Buch, Schokolade, Wein, Spende, Spielzeug',
  ),
  pets: words('cat food, vet, litter, dog food, leash', 'Katzenfutter, Tierarzt, Streu, Hundefutter, Leine'),
  rent: words('rent, electricity, heating, water bill', 'Miete, Strom, Heizung, Wasser, Nebenkosten'),
  travel: words(
    'hotel, flight, train, hostel, luggage, museum, souvenirs, visa',
    'Hotel, Flug, Bahn, Hostel, Koffer, Museum, Souvenirs, Visum',
  ),
};

export interface Shop {
  readonly name: string;
  /** The share of each category, adding up to 1; the first is the usual one. */
  readonly sells: Readonly<Record<string, number>>;
  /** How often it is visited, relative to a shop of 1. */
  readonly often: number;
}

/** Shops that sell one category, by category. */
const single: Readonly<Record<string, string>> = {
  groceries:
    'Lidl, Aldi, Edeka, Penny, Farmers market, Trader Joe, Corner bakery, Fishmonger, Bio Company, Turkish market',
  'eating out':
    'Pizzeria Roma, Noodle bar, Canteen, Burger House, Sushi Go, Zum Löwen, Thai Garden, Kebab corner, Tapas y mas, Biergarten, The Old Pub, Food truck',
  coffee: 'Starbucks, Café Central, Espresso bar, Five Beans, Station kiosk',
  transport: 'BVG, Deutsche Bahn, Uber, City bikes, Bolt, Ferry office',
  household: 'Bauhaus, Hornbach, Flower shop, Electro Max',
  car: 'Esso, Aral, Car wash Nord, Garage Süd, City parking',
  health: 'Apotheke am Markt, Family doctor, Optician, Dental clinic',
  leisure: 'Cinestar, Boulder hall, Bookshop, Game store, Pool, City museum',
  clothes: 'H&M, Zara, Shoe shop, Second Hand',
  kids: 'Toy shop, Kita, School',
  subscriptions: 'Spotify, Netflix, Telekom',
  gifts: 'Florist, Gift shop',
  pets: 'Fressnapf, Vet clinic',
  rent: 'Landlord, Stadtwerke',
  travel: 'Booking, Ryanair, Airbnb, Hotel Post',
};

const usual: Readonly<Record<string, number>> = { groceries: 6, 'eating out': 2, coffee: 4, transport: 3 };

/** Shops that sell several categories. */
const several: readonly Shop[] = [
  {
    name: 'Amazon',
    sells: { household: 0.35, leisure: 0.25, kids: 0.2, gifts: 0.12, clothes: 0.08 },
    often: 8,
  },
  { name: 'Walmart', sells: { groceries: 0.6, household: 0.25, clothes: 0.1, kids: 0.05 }, often: 6 },
  { name: 'Rewe', sells: { groceries: 0.85, household: 0.1, gifts: 0.05 }, often: 10 },
  { name: 'Kaufland', sells: { groceries: 0.75, household: 0.2, pets: 0.05 }, often: 5 },
  { name: 'dm', sells: { household: 0.45, health: 0.4, kids: 0.15 }, often: 6 },
  { name: 'IKEA', sells: { household: 0.75, 'eating out': 0.2, kids: 0.05 }, often: 2 },
  { name: 'Shell', sells: { car: 0.8, coffee: 0.15, groceries: 0.05 }, often: 4 },
  { name: 'Kiosk', sells: { coffee: 0.4, leisure: 0.3, groceries: 0.3 }, often: 3 },
  { name: 'Airport', sells: { travel: 0.4, 'eating out': 0.35, coffee: 0.25 }, often: 1 },
  { name: 'Mall', sells: { clothes: 0.5, 'eating out': 0.3, gifts: 0.2 }, often: 2 },
];

export const shops: readonly Shop[] = [
  ...several,
  ...Object.entries(single).flatMap(([category, names]) =>
    names.split(', ').map((name) => ({ name, sells: { [category]: 1 }, often: usual[category] ?? 1 })),
  ),
];

function words(en: string, de: string): { en: readonly string[]; de: readonly string[] } {
  return { en: en.split(', '), de: de.split(', ') };
}
