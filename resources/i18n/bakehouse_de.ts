<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>AllergenBadge</name>
    <message>
        <source>Peanuts</source>
        <translation>Erdnüsse</translation>
    </message>
    <message>
        <source>Nuts</source>
        <translation>Nüsse</translation>
    </message>
    <message>
        <source>Sesame</source>
        <translation>Sesam</translation>
    </message>
    <message>
        <source>Fish</source>
        <translation>Fisch</translation>
    </message>
    <message>
        <source>Shellfish</source>
        <translation>Krebstiere</translation>
    </message>
    <message>
        <source>Lupin</source>
        <translation>Lupine</translation>
    </message>
</context>
<context>
    <name>Allergens</name>
    <message>
        <source>gluten</source>
        <translation>Gluten</translation>
    </message>
    <message>
        <source>wheat</source>
        <translation>Weizen</translation>
    </message>
    <message>
        <source>rye</source>
        <translation>Roggen</translation>
    </message>
    <message>
        <source>barley</source>
        <translation>Gerste</translation>
    </message>
    <message>
        <source>oats</source>
        <translation>Hafer</translation>
    </message>
    <message>
        <source>spelt</source>
        <translation>Dinkel</translation>
    </message>
    <message>
        <source>crustaceans</source>
        <translation>Krebstiere</translation>
    </message>
    <message>
        <source>egg</source>
        <translation>Ei</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>Fisch</translation>
    </message>
    <message>
        <source>peanuts</source>
        <translation>Erdnüsse</translation>
    </message>
    <message>
        <source>soya</source>
        <translation>Soja</translation>
    </message>
    <message>
        <source>milk</source>
        <translation>Milch</translation>
    </message>
    <message>
        <source>nuts</source>
        <translation>Nüsse</translation>
    </message>
    <message>
        <source>almonds</source>
        <translation>Mandeln</translation>
    </message>
    <message>
        <source>hazelnuts</source>
        <translation>Haselnüsse</translation>
    </message>
    <message>
        <source>walnuts</source>
        <translation>Walnüsse</translation>
    </message>
    <message>
        <source>cashews</source>
        <translation>Cashewnüsse</translation>
    </message>
    <message>
        <source>pecans</source>
        <translation>Pekannüsse</translation>
    </message>
    <message>
        <source>Brazil nuts</source>
        <translation>Paranüsse</translation>
    </message>
    <message>
        <source>pistachios</source>
        <translation>Pistazien</translation>
    </message>
    <message>
        <source>macadamia</source>
        <translation>Macadamianüsse</translation>
    </message>
    <message>
        <source>celery</source>
        <translation>Sellerie</translation>
    </message>
    <message>
        <source>mustard</source>
        <translation>Senf</translation>
    </message>
    <message>
        <source>sesame</source>
        <translation>Sesam</translation>
    </message>
    <message>
        <source>sulphites</source>
        <translation>Sulfite</translation>
    </message>
    <message>
        <source>lupin</source>
        <translation>Lupine</translation>
    </message>
    <message>
        <source>molluscs</source>
        <translation>Weichtiere</translation>
    </message>
    <message>
        <source>Allergens not recorded</source>
        <translation>Allergene nicht erfasst</translation>
    </message>
    <message>
        <source>No listed allergens</source>
        <translation>Keine der Allergene</translation>
    </message>
    <message>
        <source>Contains %1</source>
        <translation>Enthält %1</translation>
    </message>
</context>
<context>
    <name>AmountPad</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
</context>
<context>
    <name>BackupPanel</name>
    <message>
        <source>The folder lies on the disk of the shop: what takes the disk takes both.</source>
        <translation>Der Ordner liegt auf der Festplatte des Ladens: Was sie zerstört, zerstört beides.</translation>
    </message>
    <message>
        <source>The last backup failed</source>
        <translation>Die letzte Sicherung schlug fehl</translation>
    </message>
    <message>
        <source>Backups are made</source>
        <translation>Sicherungen werden gemacht</translation>
    </message>
    <message>
        <source>No backups are made</source>
        <translation>Es wird nichts gesichert</translation>
    </message>
    <message>
        <source>What the disk takes with it is gone. Name a folder on another disk.</source>
        <translation>Was mit der Festplatte stirbt, ist weg. Einen Ordner auf einer anderen nennen.</translation>
    </message>
    <message>
        <source>Nothing could be written to %1. Is the drive there, and has it room?</source>
        <extracomment>%1 is a folder.</extracomment>
        <translation>Nach %1 konnte nichts geschrieben werden. Ist das Laufwerk da und hat es Platz?</translation>
    </message>
    <message>
        <source>The newest is of %1 and was read back. In %2: %3</source>
        <extracomment>%1 is a time, %2 a folder, %3 how many backups are there.</extracomment>
        <translation>Die neueste ist von %1 und wurde zurückgelesen. In %2: %3</translation>
    </message>
    <message>
        <source>The first one is made soon.</source>
        <translation>Die erste wird bald gemacht.</translation>
    </message>
    <message>
        <source>It is encrypted.</source>
        <translation>Sie ist verschlüsselt.</translation>
    </message>
    <message>
        <source>It is not encrypted: whoever has the file can read it.</source>
        <translation>Sie ist nicht verschlüsselt: Wer die Datei hat, kann sie lesen.</translation>
    </message>
    <message>
        <source>None has been restored on trial yet.</source>
        <translation>Noch keine wurde zur Probe wiederhergestellt.</translation>
    </message>
    <message>
        <source>Restored on trial on %1: everything was there.</source>
        <translation>Zur Probe wiederhergestellt am %1: Alles war da.</translation>
    </message>
    <message>
        <source>Restored on trial on %1, and something was wrong: %2</source>
        <extracomment>%1 is a time, %2 what was found, in English.</extracomment>
        <translation>Zur Probe wiederhergestellt am %1, und etwas stimmte nicht: %2</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>BasketLines</name>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BasketModel</name>
    <message>
        <source>%1 each</source>
        <translation>je %1</translation>
    </message>
    <message>
        <source>%1 off</source>
        <translation>%1 weniger</translation>
    </message>
</context>
<context>
    <name>BasketPanel</name>
    <message>
        <source>Where it is eaten</source>
        <translation>Wo gegessen wird</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Eat in</source>
        <translation>Hier essen</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>Basket</source>
        <translation>Korb</translation>
    </message>
    <message>
        <source>Typed: %1</source>
        <translation>Getippt: %1</translation>
    </message>
    <message>
        <source>Customer %1</source>
        <translation>Kunde %1</translation>
    </message>
    <message>
        <source>VAT included</source>
        <translation>Enthaltene MwSt.</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>Allergens of %1 not recorded</source>
        <translation>Allergene von %1 nicht erfasst</translation>
    </message>
    <message>
        <source>Back to tiles</source>
        <translation>Zu den Kacheln</translation>
    </message>
</context>
<context>
    <name>BoardColumn</name>
    <message>
        <source>%1, orders: %2</source>
        <translation>%1, Bestellungen: %2</translation>
    </message>
</context>
<context>
    <name>BoardWords</name>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Next hour</source>
        <translation>Nächste Stunde</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Ready to hand over</source>
        <translation>Abholbereit</translation>
    </message>
    <message>
        <source>New</source>
        <comment>order</comment>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Accepted</source>
        <comment>order</comment>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>In the oven</source>
        <comment>order</comment>
        <translation>Im Ofen</translation>
    </message>
    <message>
        <source>Ready</source>
        <comment>order</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Handed over</source>
        <comment>order</comment>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>order</comment>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Not collected</source>
        <comment>order</comment>
        <translation>Nicht abgeholt</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 late</source>
        <extracomment>%1 is a span of time, &quot;7 min&quot;</extracomment>
        <translation>%1 zu spät</translation>
    </message>
    <message>
        <source>Waiting %1</source>
        <extracomment>%1 is a span of time, &quot;12 min&quot;</extracomment>
        <translation>Wartet %1</translation>
    </message>
    <message>
        <source>Sold just now</source>
        <translation>Gerade verkauft</translation>
    </message>
    <message>
        <source>Sold %1 ago</source>
        <translation>Vor %1 verkauft</translation>
    </message>
    <message>
        <source>From the web, just now</source>
        <translation>Aus dem Netz, gerade eben</translation>
    </message>
    <message>
        <source>From the web, %1 ago</source>
        <translation>Aus dem Netz, vor %1</translation>
    </message>
    <message>
        <source>From a partner, just now</source>
        <translation>Vom Partner, gerade eben</translation>
    </message>
    <message>
        <source>From a partner, %1 ago</source>
        <translation>Vom Partner, vor %1</translation>
    </message>
    <message>
        <source>Somebody else was quicker with %1. The board shows how it stands.</source>
        <translation>Jemand war bei %1 schneller. Die Tafel zeigt den Stand.</translation>
    </message>
    <message>
        <source>Order %1 is no longer there.</source>
        <translation>Bestellung %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>No database: %1 stays as it was. Selling goes on.</source>
        <translation>Keine Datenbank: %1 bleibt, wie es war. Der Verkauf geht weiter.</translation>
    </message>
    <message>
        <source>No answer about %1. The board shows how it stands when the database is back.</source>
        <translation>Keine Antwort zu %1. Die Tafel zeigt den Stand, sobald die Datenbank zurück ist.</translation>
    </message>
    <message>
        <source>That did not work: %1 stays as it was.</source>
        <translation>Das ging nicht: %1 bleibt, wie es war.</translation>
    </message>
    <message>
        <source>Later today</source>
        <translation>Heute später</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>After that</source>
        <translation>Danach</translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n verspätet</numerusform>
            <numerusform>%n verspätet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unanswered</source>
        <translation>
            <numerusform>%n unbeantwortet</numerusform>
            <numerusform>%n unbeantwortet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n for later</source>
        <translation>
            <numerusform>%n für später</numerusform>
            <numerusform>%n für später</numerusform>
        </translation>
    </message>
    <message>
        <source>No open order has the code %1.</source>
        <translation>Keine offene Bestellung hat den Code %1.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Parken</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Bestellungen</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Last receipt</source>
        <translation>Letzter Bon</translation>
    </message>
</context>
<context>
    <name>CardModel</name>
    <message>
        <source>Keys: %1</source>
        <extracomment>Read out by a screen reader; %1 is what the keys of a card say</extracomment>
        <translation>Tasten: %1</translation>
    </message>
</context>
<context>
    <name>CategoryRail</name>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>CertificatePanel</name>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Fingerabdruck (SHA-256)</translation>
    </message>
    <message>
        <source>A browser that asks whether to trust this till shows the same.</source>
        <translation>Ein Browser, der fragt, ob er dieser Kasse trauen soll, zeigt denselben.</translation>
    </message>
    <message>
        <source>The fingerprint as a code to scan</source>
        <translation>Der Fingerabdruck als Code zum Scannen</translation>
    </message>
    <message>
        <source>HTTPS is on</source>
        <translation>HTTPS ist an</translation>
    </message>
    <message>
        <source>HTTPS cannot be served</source>
        <translation>HTTPS geht nicht</translation>
    </message>
    <message>
        <source>HTTPS is off</source>
        <translation>HTTPS ist aus</translation>
    </message>
    <message>
        <source>Orders are taken encrypted at %1</source>
        <translation>Bestellungen kommen verschlüsselt an: %1</translation>
    </message>
    <message>
        <source>What customers send over a network can be read on its way. On this machine alone that does no harm.</source>
        <translation>Was Kunden über ein Netz senden, kann unterwegs gelesen werden. Auf diesem Rechner allein schadet das nicht.</translation>
    </message>
    <message>
        <source>Its certificate is valid until %1. Days left: %2</source>
        <translation>Das Zertifikat gilt bis %1. Tage übrig: %2</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Für %1</translation>
    </message>
</context>
<context>
    <name>ChangeSheet</name>
    <message>
        <source>Show receipt</source>
        <translation>Bon zeigen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Receipt? Only if the customer asks.</source>
        <translation>Bon? Nur wenn der Kunde fragt.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Rückgeld</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Kein Rückgeld</translation>
    </message>
    <message>
        <source>Paid by voucher and card</source>
        <translation>Mit Gutschein und Karte bezahlt</translation>
    </message>
    <message>
        <source>Paid by card</source>
        <translation>Mit Karte bezahlt</translation>
    </message>
    <message>
        <source>Paid by voucher</source>
        <translation>Mit Gutschein bezahlt</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Herausgeben</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Rundung</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bon</translation>
    </message>
</context>
<context>
    <name>ChoiceSheet</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
</context>
<context>
    <name>ClerkBar</name>
    <message>
        <source>Another clerk</source>
        <translation>Weitere Person</translation>
    </message>
</context>
<context>
    <name>ClerkSheet</name>
    <message>
        <source>Sign off</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Another clerk</source>
        <translation>Weitere Person</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Four clerks are at this till already.</source>
        <translation>An dieser Kasse sind schon vier Personen.</translation>
    </message>
    <message>
        <source>Tap a name. Each clerk has a basket.</source>
        <translation>Namen antippen. Jede Person hat einen Korb.</translation>
    </message>
    <message>
        <source>Sign %1 off</source>
        <translation>%1 abmelden</translation>
    </message>
</context>
<context>
    <name>ClerkTab</name>
    <message>
        <source>%1, %2</source>
        <comment>clerk, sum of the basket</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>Clerk %1</source>
        <translation>Person %1</translation>
    </message>
</context>
<context>
    <name>CounterWindow</name>
    <message>
        <source>%1 is sold out. Hold the tile to sell it again.</source>
        <translation>%1 ist ausverkauft. Kachel halten, um es wieder zu verkaufen.</translation>
    </message>
    <message>
        <source>The code could not be read whole. Scan it again.</source>
        <translation>Der Code wurde nicht ganz gelesen. Noch einmal scannen.</translation>
    </message>
    <message>
        <source>The scan was not taken. Finish what is open first.</source>
        <translation>Der Scan wurde nicht angenommen. Zuerst beenden, was offen ist.</translation>
    </message>
    <message>
        <source>“Now” arranges itself. Open a category first.</source>
        <translation>„Jetzt“ ordnet sich selbst. Zuerst eine Warengruppe öffnen.</translation>
    </message>
    <message>
        <source>Tap a tile, then its new place. Esc or More ends it.</source>
        <translation>Auf eine Kachel tippen, dann auf ihren neuen Platz. Esc oder Mehr beendet es.</translation>
    </message>
</context>
<context>
    <name>CustomerSheet</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Only on this screen. It is not on the receipt.</source>
        <translation>Nur auf diesem Bildschirm, nicht auf dem Bon.</translation>
    </message>
</context>
<context>
    <name>DiscountSheet</name>
    <message>
        <source>What the discount is on</source>
        <translation>Worauf der Rabatt gilt</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>Wie er zählt</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Give discount</source>
        <translation>Rabatt geben</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>This line</source>
        <translation>Diese Zeile</translation>
    </message>
    <message>
        <source>Whole receipt</source>
        <translation>Ganzer Bon</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Discount in percent</source>
        <translation>Rabatt in Prozent</translation>
    </message>
    <message>
        <source>Discount as an amount</source>
        <translation>Rabatt als Betrag</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <translation>Einen Grund wählen.</translation>
    </message>
    <message>
        <source>That is more than there is to pay.</source>
        <translation>Das ist mehr, als zu zahlen ist.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>EntrySheet</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>That quantity cannot be sold.</source>
        <translation>Diese Menge lässt sich nicht verkaufen.</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>Ein Grund fehlt.</translation>
    </message>
    <message>
        <source>Something is missing.</source>
        <translation>Etwas fehlt.</translation>
    </message>
    <message>
        <source>No VAT rate is set for the class %1. See settings, VAT.</source>
        <translation>Für die Klasse %1 fehlt der Steuersatz. Siehe Einstellungen, MwSt.</translation>
    </message>
    <message>
        <source>The basket is empty.</source>
        <translation>Der Korb ist leer.</translation>
    </message>
    <message>
        <source>That is not enough.</source>
        <translation>Das reicht nicht.</translation>
    </message>
    <message>
        <source>Card and voucher may not be more than the sum to pay.</source>
        <translation>Karte und Gutschein dürfen nicht über der Summe liegen.</translation>
    </message>
    <message>
        <source>Nothing of it is left to pay back.</source>
        <translation>Davon ist nichts mehr zu erstatten.</translation>
    </message>
    <message>
        <source>That value cannot be used.</source>
        <translation>Dieser Wert geht nicht.</translation>
    </message>
    <message>
        <source>There is not enough of it.</source>
        <translation>Davon ist nicht genug da.</translation>
    </message>
    <message>
        <source>The journal of this till was copied. Selling goes on.</source>
        <translation>Das Journal dieser Kasse wurde kopiert. Der Verkauf geht weiter.</translation>
    </message>
    <message>
        <source>The currency is fixed since the first sale.</source>
        <translation>Die Währung steht seit dem ersten Verkauf fest.</translation>
    </message>
    <message>
        <source>The open basket is in use. Park it first.</source>
        <translation>Der offene Korb ist nicht leer. Zuerst parken.</translation>
    </message>
    <message>
        <source>Four clerks are at this till already.</source>
        <translation>An dieser Kasse sind schon vier Personen.</translation>
    </message>
    <message>
        <source>Somebody else was quicker. Look again.</source>
        <translation>Jemand war schneller. Noch einmal ansehen.</translation>
    </message>
    <message>
        <source>The disk does not take the sale. Take no money; the basket stays.</source>
        <translation>Die Festplatte nimmt den Verkauf nicht an. Kein Geld nehmen; der Korb bleibt.</translation>
    </message>
    <message>
        <source>This till is not known to the database yet. The basket stays.</source>
        <translation>Die Datenbank kennt diese Kasse noch nicht. Der Korb bleibt.</translation>
    </message>
    <message>
        <source>The database is away. Selling goes on without it.</source>
        <translation>Die Datenbank ist weg. Der Verkauf geht ohne sie weiter.</translation>
    </message>
    <message>
        <source>No receipt has this number.</source>
        <translation>Kein Bon hat diese Nummer.</translation>
    </message>
    <message>
        <source>No goods have the number %1.</source>
        <translation>Keine Ware hat die Nummer %1.</translation>
    </message>
    <message>
        <source>That is not there any more.</source>
        <translation>Das gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>That is not allowed.</source>
        <translation>Das ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>It is not certain whether it was kept. Ask again: nothing doubles.</source>
        <translation>Es ist nicht sicher, ob es gespeichert ist. Noch einmal fragen: nichts wird doppelt.</translation>
    </message>
    <message>
        <source>That did not work. The basket stays.</source>
        <translation>Das ging nicht. Der Korb bleibt.</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Path of the file</source>
        <translation>Pfad der Datei</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>FirstRunScreen</name>
    <message>
        <source>Shop</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>VAT and receipt</source>
        <translation>MwSt. und Bon</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
    <message>
        <source>Skip, set it later</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>First questions</source>
        <translation>Erste Fragen</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>All of it can be changed in the settings.</source>
        <translation>Alles lässt sich in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>Start selling</source>
        <translation>Verkauf beginnen</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>The database is not there yet. This goes on by itself as soon as it is.</source>
        <translation>Die Datenbank ist noch nicht da. Sobald sie da ist, geht es von selbst weiter.</translation>
    </message>
</context>
<context>
    <name>GoodsPage</name>
    <message>
        <source>Import goods from a CSV file</source>
        <translation>Waren aus einer CSV-Datei übernehmen</translation>
    </message>
    <message>
        <source>It needs the columns %1, and may have %2.</source>
        <translation>Nötig sind die Spalten %1, möglich sind %2.</translation>
    </message>
    <message>
        <source>Import goods</source>
        <translation>Waren übernehmen</translation>
    </message>
    <message>
        <source>There are no goods yet.</source>
        <translation>Es gibt noch keine Waren.</translation>
    </message>
    <message>
        <source>Goods for sale: %1</source>
        <translation>Waren im Verkauf: %1</translation>
    </message>
    <message>
        <source>What to do with goods</source>
        <translation>Was mit den Waren geschieht</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>GoodsStartPage</name>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
    <message>
        <source>A small bakery to try things with. Your own goods can take its place at any time.</source>
        <translation>Eine kleine Bäckerei zum Ausprobieren. Eigene Waren können sie jederzeit ersetzen.</translation>
    </message>
    <message>
        <source>File with the goods</source>
        <translation>Datei mit den Waren</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Datei prüfen</translation>
    </message>
    <message>
        <source>Start with sample goods</source>
        <translation>Mit Beispielen beginnen</translation>
    </message>
    <message>
        <source>Import a CSV file</source>
        <translation>CSV-Datei übernehmen</translation>
    </message>
    <message>
        <source>Lines to correct: %1</source>
        <translation>Zu berichtigende Zeilen: %1</translation>
    </message>
    <message>
        <source>Goods in the file: %1. All lines are good.</source>
        <translation>Waren in der Datei: %1. Alle Zeilen sind gut.</translation>
    </message>
    <message>
        <source>The file is in %1, the shop in %2.</source>
        <translation>Die Datei ist in %1, der Laden in %2.</translation>
    </message>
    <message>
        <source>What do you want to begin with?</source>
        <translation>Womit soll es losgehen?</translation>
    </message>
    <message>
        <source>Choose a file, or start with sample goods</source>
        <translation>Eine Datei wählen, oder mit Beispielen beginnen</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Any key closes this page</source>
        <translation>Jede Taste schließt diese Seite</translation>
    </message>
</context>
<context>
    <name>HoursPage</name>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Single dates</source>
        <translation>Einzelne Tage</translation>
    </message>
    <message>
        <source>Add a date</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht eingetragen</translation>
    </message>
    <message>
        <source>Open now.</source>
        <translation>Jetzt geöffnet.</translation>
    </message>
    <message>
        <source>Closed now.</source>
        <translation>Jetzt geschlossen.</translation>
    </message>
    <message>
        <source>Closes: %1</source>
        <extracomment>%1 is a time, perhaps with a date.</extracomment>
        <translation>Schließt: %1</translation>
    </message>
    <message>
        <source>Opens: %1</source>
        <translation>Öffnet: %1</translation>
    </message>
    <message>
        <source>No hours are recorded, so customers can order at any time.</source>
        <translation>Es sind keine Zeiten eingetragen, deshalb kann jederzeit bestellt werden.</translation>
    </message>
    <message>
        <source>The shop must be open on one day at least. Close single dates instead.</source>
        <translation>An einem Tag der Woche muss geöffnet sein. Für Urlaub einzelne Tage schließen.</translation>
    </message>
</context>
<context>
    <name>HoursSheet</name>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>Wie der Tag heißt</translation>
    </message>
    <message>
        <source>Closed all day</source>
        <translation>Ganztägig geschlossen</translation>
    </message>
    <message>
        <source>Add an opening</source>
        <translation>Öffnung hinzufügen</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>Montag bis Freitag</translation>
    </message>
    <message>
        <source>As usual again</source>
        <translation>Wieder wie üblich</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>A day earlier</source>
        <translation>Einen Tag früher</translation>
    </message>
    <message>
        <source>A day later</source>
        <translation>Einen Tag später</translation>
    </message>
    <message>
        <source>What it is called, such as Christmas</source>
        <translation>Wie der Tag heißt, zum Beispiel Weihnachten</translation>
    </message>
    <message>
        <source>Single date</source>
        <translation>Einzelner Tag</translation>
    </message>
    <message>
        <source>Two openings overlap.</source>
        <translation>Zwei Öffnungen überschneiden sich.</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Done: %1 new, %2 changed, %3 as they were.</source>
        <translation>Fertig: %1 neu, %2 geändert, %3 unverändert.</translation>
    </message>
</context>
<context>
    <name>InfoSheet</name>
    <message>
        <source>What the basket contains</source>
        <translation>Was der Korb enthält</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Noch da</translation>
    </message>
    <message>
        <source>Sold out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>PLU</source>
        <translation>PLU</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Strichcode</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>The basket is empty.</source>
        <translation>Der Korb ist leer.</translation>
    </message>
    <message>
        <source>Not all allergens are recorded.</source>
        <translation>Nicht alle Allergene sind erfasst.</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>One moment</source>
        <translation>Moment</translation>
    </message>
</context>
<context>
    <name>KeyTable</name>
    <message>
        <source>Quantity, then a tile or a scan</source>
        <translation>Menge, dann Kachel oder Scan</translation>
    </message>
    <message>
        <source>Sell by PLU</source>
        <translation>Nach PLU verkaufen</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Search by name, PLU or barcode</source>
        <translation>Nach Namen, PLU oder Strichcode suchen</translation>
    </message>
    <message>
        <source>One more of the line</source>
        <translation>Eins mehr in der Zeile</translation>
    </message>
    <message>
        <source>One less of the line</source>
        <translation>Eins weniger in der Zeile</translation>
    </message>
    <message>
        <source>Line above</source>
        <translation>Zeile darüber</translation>
    </message>
    <message>
        <source>Line below</source>
        <translation>Zeile darunter</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Undo the last step</source>
        <translation>Letzten Schritt zurücknehmen</translation>
    </message>
    <message>
        <source>Change the price of the line</source>
        <translation>Preis der Zeile ändern</translation>
    </message>
    <message>
        <source>Park the basket</source>
        <translation>Korb parken</translation>
    </message>
    <message>
        <source>Take up a parked basket</source>
        <translation>Geparkten Korb holen</translation>
    </message>
    <message>
        <source>Eat in or take away</source>
        <translation>Hier essen oder mitnehmen</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Allergens and stock</source>
        <translation>Allergene und Bestand</translation>
    </message>
    <message>
        <source>Pay in cash</source>
        <translation>Bar zahlen</translation>
    </message>
    <message>
        <source>Paid by card</source>
        <translation>Mit Karte gezahlt</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>Passend bar</translation>
    </message>
    <message>
        <source>Last receipt</source>
        <translation>Letzter Bon</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Warengruppe</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Another clerk</source>
        <translation>Weitere Person</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>How fast this till is</source>
        <translation>Wie schnell diese Kasse ist</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>Diese Seite</translation>
    </message>
    <message>
        <source>One step back; the basket stays</source>
        <translation>Einen Schritt zurück; der Korb bleibt</translation>
    </message>
    <message>
        <source>Name of the customer</source>
        <translation>Name des Kunden</translation>
    </message>
    <message>
        <source>Orders and pre-orders</source>
        <translation>Bestellungen</translation>
    </message>
    <message>
        <source>No sale, open the drawer</source>
        <translation>Ohne Verkauf, Lade öffnen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
    <message>
        <source>Basket</source>
        <translation>Korb</translation>
    </message>
    <message>
        <source>Money and orders</source>
        <translation>Geld und Bestellungen</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Ziffern</translation>
    </message>
</context>
<context>
    <name>Kitchen</name>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <translation>%1 Std. %2</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Zu spät</translation>
    </message>
    <message>
        <source>Pick-up %1</source>
        <translation>Abholung %1</translation>
    </message>
</context>
<context>
    <name>KitchenCardView</name>
    <message numerus="yes">
        <source>%n more lines: see the orders board</source>
        <translation>
            <numerusform>%n Zeile mehr: siehe Bestelltafel</numerusform>
            <numerusform>%n Zeilen mehr: siehe Bestelltafel</numerusform>
        </translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Zettel</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Druckt</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Nochmals</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Printed?</source>
        <translation>Gedruckt?</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>KitchenWindow</name>
    <message>
        <source>Kitchen</source>
        <translation>Küche</translation>
    </message>
    <message>
        <source>Nothing to make</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n orders to make</source>
        <translation>
            <numerusform>%n Bestellung zu machen</numerusform>
            <numerusform>%n Bestellungen zu machen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of them not shown</source>
        <translation>%1 davon nicht zu sehen</translation>
    </message>
    <message>
        <source>%1 for later</source>
        <translation>%1 für später</translation>
    </message>
    <message>
        <source>No database: the orders are as they were. It is tried again by itself.</source>
        <translation>Keine Datenbank: Die Bestellungen stehen wie zuletzt. Es wird von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>No printer for tickets is named. Settings, Orders and web page.</source>
        <translation>Für Zettel ist kein Drucker genannt. Einstellungen, Bestellungen und Webseite.</translation>
    </message>
    <message>
        <source>There is no printer “%1”. Its tickets are tried again by themselves.</source>
        <translation>Es gibt keinen Drucker „%1“. Seine Zettel werden von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>The printer did not answer. Look whether the ticket is there.</source>
        <translation>Der Drucker hat nicht geantwortet. Sehen Sie nach, ob der Zettel da ist.</translation>
    </message>
    <message>
        <source>“%1” takes no tickets now. They are tried again by themselves.</source>
        <translation>„%1“ nimmt gerade keine Zettel an. Sie werden von selbst weiter versucht.</translation>
    </message>
</context>
<context>
    <name>LatencyPanel</name>
    <message>
        <source>Tap to paint</source>
        <translation>Tippen bis Bild</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Save a sale</source>
        <translation>Verkauf speichern</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max.</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>%1: p99 %2 milliseconds</source>
        <translation>%1: p99 %2 Millisekunden</translation>
    </message>
    <message>
        <source>How fast this till is</source>
        <translation>Wie schnell diese Kasse ist</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
</context>
<context>
    <name>LineKeys</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>One less of %1</source>
        <translation>Eins weniger von %1</translation>
    </message>
    <message>
        <source>One more of %1</source>
        <translation>Eins mehr von %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Quantity %1 of %2, change it</source>
        <translation>Menge %1 von %2, ändern</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Locked. Tap your name.</source>
        <translation>Gesperrt. Namen antippen.</translation>
    </message>
</context>
<context>
    <name>MoreSheet</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Change price</source>
        <translation>Preis ändern</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstatten</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Bons</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Bestellungen</translation>
    </message>
    <message>
        <source>Sold out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Arrange tiles</source>
        <translation>Kacheln ordnen</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>Ohne Verkauf</translation>
    </message>
    <message>
        <source>Another clerk</source>
        <translation>Weitere Person</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Kitchen</source>
        <translation>Küche</translation>
    </message>
    <message>
        <source>Customers&apos; screen</source>
        <translation>Kunden-Bildschirm</translation>
    </message>
</context>
<context>
    <name>NoSale</name>
    <message>
        <source>No sale. The journal has noted it.</source>
        <translation>Ohne Verkauf. Das Journal hat es notiert.</translation>
    </message>
</context>
<context>
    <name>OrderCard</name>
    <message>
        <source>Counter</source>
        <translation>Theke</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Phone %1</source>
        <translation>Tel. %1</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Not collected</source>
        <translation>Nicht abgeholt</translation>
    </message>
    <message>
        <source>Nobody came: close it</source>
        <translation>Niemand kam: schließen</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Bestellung stornieren</translation>
    </message>
    <message>
        <source>Cancel it: stock comes back</source>
        <translation>Stornieren: Bestand kommt zurück</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Hand over, take %1</source>
        <translation>Übergeben, %1 nehmen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Print the ticket</source>
        <translation>Zettel drucken</translation>
    </message>
</context>
<context>
    <name>OrdersBoard</name>
    <message>
        <source>Orders today</source>
        <translation>Bestellungen heute</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>Zum Verkauf</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Nach Stand</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Nach Zeit</translation>
    </message>
    <message>
        <source>Code, name or phone</source>
        <translation>Code, Name oder Telefon</translation>
    </message>
    <message>
        <source>No database: orders show when it is back</source>
        <translation>Keine Datenbank: Bestellungen erscheinen, wenn sie zurück ist</translation>
    </message>
    <message>
        <source>No database: as of %1</source>
        <translation>Keine Datenbank: Stand %1</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>The latest %1 orders</source>
        <translation>Die neuesten %1 Bestellungen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Für später</translation>
    </message>
</context>
<context>
    <name>PaidList</name>
    <message>
        <source>Remove</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 löschen</translation>
    </message>
</context>
<context>
    <name>ParkSheet</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Parked baskets</source>
        <translation>Geparkte Körbe</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Parken</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Park the basket</source>
        <translation>Korb parken</translation>
    </message>
    <message>
        <source>Nothing is parked.</source>
        <translation>Nichts geparkt.</translation>
    </message>
    <message>
        <source>Parked already</source>
        <translation>Schon geparkt</translation>
    </message>
    <message>
        <source>Tap the one to take up.</source>
        <translation>Den gewünschten antippen.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 Std. %2 Min.</translation>
    </message>
</context>
<context>
    <name>PickupWindow</name>
    <message>
        <source>Orders for pick-up</source>
        <translation>Bestellungen zur Abholung</translation>
    </message>
    <message>
        <source>Being made: %1. Ready: %2.</source>
        <translation>In Arbeit: %1. Abholbereit: %2.</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Abholbereit</translation>
    </message>
</context>
<context>
    <name>PosterPanel</name>
    <message>
        <source>Make a poster</source>
        <translation>Aushang machen</translation>
    </message>
    <message>
        <source>The address of the web page as a code to scan</source>
        <translation>Die Adresse der Webseite als Code zum Einlesen</translation>
    </message>
    <message>
        <source>Customers order at %1</source>
        <translation>Kunden bestellen unter %1</translation>
    </message>
    <message>
        <source>Customers do not reach the web page</source>
        <translation>Kunden erreichen die Webseite nicht</translation>
    </message>
    <message>
        <source>A poster has this address as text and as a code.</source>
        <translation>Ein Aushang hat diese Adresse als Text und als Code.</translation>
    </message>
    <message>
        <source>Its address must be like https://order.example.org or http://192.168.1.20:5000.</source>
        <translation>Ihre Adresse muss sein wie https://order.example.org oder http://192.168.1.20:5000.</translation>
    </message>
    <message>
        <source>It is for this machine only. Open it to the network, under Network and security, or write its address below.</source>
        <translation>Sie ist nur für diesen Computer da. Öffnen Sie sie dem Netz, unter Netz und Sicherheit, oder schreiben Sie unten ihre Adresse hin.</translation>
    </message>
    <message>
        <source>The poster is there: %1</source>
        <translation>Der Aushang liegt hier: %1</translation>
    </message>
    <message>
        <source>The poster could not be written. Is there room in the shop&apos;s folder?</source>
        <translation>Der Aushang war nicht zu schreiben. Ist im Ordner des Ladens Platz?</translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message>
        <source>This good is not sold any more.</source>
        <translation>Diese Ware wird nicht mehr verkauft.</translation>
    </message>
    <message>
        <source>This is no picture in PNG, JPEG or WebP, or it is damaged.</source>
        <translation>Das ist kein Bild in PNG, JPEG oder WebP, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>The picture is too large: 16 MB and 8,192 pixels a side at most.</source>
        <translation>Das Bild ist zu groß: höchstens 16 MB und 8.192 Punkte je Seite.</translation>
    </message>
    <message>
        <source>Pictures for the customers&apos; page</source>
        <translation>Bilder für die Seite der Kunden</translation>
    </message>
    <message>
        <source>PNG, JPEG or WebP. The middle of it is shown as a square.</source>
        <translation>PNG, JPEG oder WebP. Gezeigt wird die Mitte als Quadrat.</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Ware</translation>
    </message>
    <message>
        <source>File of the picture</source>
        <translation>Datei des Bildes</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>Dieses Bild nehmen</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Bild entfernen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>%1 (has a picture)</source>
        <translation>%1 (hat ein Bild)</translation>
    </message>
    <message>
        <source>Choose a good</source>
        <translation>Ware wählen</translation>
    </message>
    <message>
        <source>The page shows it now.</source>
        <translation>Die Seite zeigt es jetzt.</translation>
    </message>
    <message>
        <source>The page shows a drawing in its place.</source>
        <translation>Die Seite zeigt an seiner Stelle eine Zeichnung.</translation>
    </message>
</context>
<context>
    <name>PriceReason</name>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderer</translation>
    </message>
    <message>
        <source>Reason in words</source>
        <translation>Grund in Worten</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Regular customer</source>
        <translation>Stammkunde</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Day-old</source>
        <translation>Vom Vortag</translation>
    </message>
</context>
<context>
    <name>PriceSheet</name>
    <message>
        <source>List price</source>
        <translation>Listenpreis</translation>
    </message>
    <message>
        <source>Change price</source>
        <translation>Preis ändern</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>Neuer Preis</translation>
    </message>
    <message>
        <source>Choose a line first.</source>
        <translation>Erst eine Zeile wählen.</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <translation>Einen Grund wählen.</translation>
    </message>
    <message>
        <source>That is more than a till takes.</source>
        <translation>Das ist mehr, als eine Kasse nimmt.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Lines to correct</source>
        <translation>Zu berichtigende Zeilen</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>QuantityPad</name>
    <message>
        <source>Take</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Sold out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Other price</source>
        <translation>Anderer Preis</translation>
    </message>
    <message>
        <source>Now %1</source>
        <translation>Jetzt %1</translation>
    </message>
    <message>
        <source>Back on sale</source>
        <translation>Wieder da</translation>
    </message>
    <message>
        <source>Weight in grams</source>
        <translation>Gewicht in Gramm</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>%1 nehmen</translation>
    </message>
</context>
<context>
    <name>QuickQuantities</name>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Dozen</source>
        <translation>Dutzend</translation>
    </message>
    <message>
        <source>One half</source>
        <translation>Eine Hälfte</translation>
    </message>
</context>
<context>
    <name>RatesPage</name>
    <message>
        <source>Receipt, above the goods</source>
        <translation>Bon, über den Waren</translation>
    </message>
    <message>
        <source>Receipt, below the sum</source>
        <translation>Bon, unter der Summe</translation>
    </message>
    <message>
        <source>A greeting, opening hours</source>
        <translation>Ein Gruß, Öffnungszeiten</translation>
    </message>
    <message>
        <source>Thanks, or a web address</source>
        <translation>Ein Dank, eine Webadresse</translation>
    </message>
    <message>
        <source>Tax class</source>
        <translation>Steuerklasse</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>Eat in</source>
        <translation>Hier essen</translation>
    </message>
    <message>
        <source>%1, take away</source>
        <translation>%1, mitnehmen</translation>
    </message>
    <message>
        <source>%1, eat in</source>
        <translation>%1, hier essen</translation>
    </message>
    <message>
        <source>VAT and receipt</source>
        <translation>MwSt. und Bon</translation>
    </message>
    <message>
        <source>These are the usual rates of the country. Ask your tax adviser.</source>
        <translation>Das sind die üblichen Sätze des Landes. Die Steuerberatung weiß mehr.</translation>
    </message>
    <message>
        <source>Write a rate, for example %1</source>
        <translation>Einen Satz schreiben, zum Beispiel %1</translation>
    </message>
</context>
<context>
    <name>ReadyPage</name>
    <message>
        <source>Shop</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Bakehouse</source>
        <translation>Bakehouse</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Prices are in</source>
        <translation>Preise in</translation>
    </message>
    <message>
        <source>VAT, take away / eat in</source>
        <translation>MwSt., mitnehmen / hier</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
</context>
<context>
    <name>ReadyPicture</name>
    <message>
        <source>Ready for the next sale</source>
        <translation>Bereit für den nächsten Verkauf</translation>
    </message>
    <message>
        <source>Scan, type or tap any category.</source>
        <translation>Scannen, tippen oder eine Warengruppe wählen.</translation>
    </message>
</context>
<context>
    <name>ReceiptDelegate</name>
    <message>
        <source>Refund</source>
        <translation>Erstatten</translation>
    </message>
</context>
<context>
    <name>ReceiptListModel</name>
    <message>
        <source>Refund %1</source>
        <translation>Erstattung %1</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>Bon %1</translation>
    </message>
</context>
<context>
    <name>ReceiptRows</name>
    <message>
        <source>VAT no. %1</source>
        <translation>Steuernr. %1</translation>
    </message>
    <message>
        <source>Refund %1</source>
        <translation>Erstattung %1</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>Bon %1</translation>
    </message>
    <message>
        <source>Of receipt</source>
        <translation>Von Bon</translation>
    </message>
    <message>
        <source>Eat in</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Rounding of cash</source>
        <translation>Rundung bar</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Rückgeld</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>MwSt.</translation>
    </message>
    <message>
        <source>net</source>
        <translation>netto</translation>
    </message>
    <message>
        <source>gross</source>
        <translation>brutto</translation>
    </message>
    <message>
        <source>Scan to see or return this receipt</source>
        <translation>Scannen, um den Bon zu sehen oder zurückzugeben</translation>
    </message>
</context>
<context>
    <name>ReceiptSheet</name>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Number of the receipt</source>
        <translation>Nummer des Bons</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Finden</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zur Liste</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstatten</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Bons</translation>
    </message>
    <message>
        <source>Back to tiles</source>
        <translation>Zu den Kacheln</translation>
    </message>
    <message>
        <source>Last receipts</source>
        <translation>Letzte Bons</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bon</translation>
    </message>
</context>
<context>
    <name>RefundKeys</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Fewer: %1</source>
        <translation>Weniger: %1</translation>
    </message>
    <message>
        <source>More: %1</source>
        <translation>Mehr: %1</translation>
    </message>
    <message>
        <source>All: %1</source>
        <translation>Alle: %1</translation>
    </message>
</context>
<context>
    <name>RefundModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2, %3 to give back</source>
        <translation>%1, %2, %3 zurückzugeben</translation>
    </message>
</context>
<context>
    <name>RefundSheet</name>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What reason</source>
        <translation>Welcher Grund</translation>
    </message>
    <message>
        <source>Way to pay back</source>
        <translation>Wie zurückgezahlt wird</translation>
    </message>
    <message>
        <source>Pay back by</source>
        <translation>Zurückzahlen mit</translation>
    </message>
    <message>
        <source>Pay back</source>
        <translation>Zurückzahlen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Wrong item</source>
        <translation>Falsche Ware</translation>
    </message>
    <message>
        <source>Not fresh</source>
        <translation>Nicht frisch</translation>
    </message>
    <message>
        <source>Changed mind</source>
        <translation>Umentschieden</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderer</translation>
    </message>
    <message>
        <source>Lines of the receipt</source>
        <translation>Zeilen des Bons</translation>
    </message>
    <message>
        <source>Refund of %1</source>
        <translation>Erstattung von %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>All of this receipt was given back.</source>
        <translation>Dieser Bon ist ganz erstattet.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>erstattet</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1, rounding of cash %2</source>
        <translation>%1, Rundung bar %2</translation>
    </message>
    <message>
        <source>Pay back %1</source>
        <translation>%1 zurückzahlen</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <translation>Einen Grund wählen.</translation>
    </message>
    <message>
        <source>Tap the goods that come back.</source>
        <translation>Die Waren antippen, die zurückkommen.</translation>
    </message>
    <message>
        <source>Pay back by card</source>
        <translation>Auf Karte zurückzahlen</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Herausgeben</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Rundung</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstatten</translation>
    </message>
    <message>
        <source>Of receipt</source>
        <translation>Von Bon</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search, PLU or scan</source>
        <translation>Suche, PLU oder Scan</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Sold out</source>
        <translation>Ausverkauft</translation>
    </message>
    <message>
        <source>Found goods</source>
        <translation>Gefundene Waren</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>Nichts gefunden für „%1“</translation>
    </message>
    <message>
        <source>Enter sells the first one</source>
        <translation>Enter verkauft die erste</translation>
    </message>
</context>
<context>
    <name>SettingEntry</name>
    <message>
        <source>Changed, not saved</source>
        <translation>Geändert, nicht gespeichert</translation>
    </message>
    <message>
        <source>Default %1</source>
        <translation>Vorgabe %1</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>Aus: %1</translation>
    </message>
    <message>
        <source>From the next start</source>
        <translation>Ab dem nächsten Start</translation>
    </message>
</context>
<context>
    <name>SettingWords</name>
    <message>
        <source>Minutes between two of them</source>
        <translation>Minuten von einer zur nächsten</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Öffnungszeiten</translation>
    </message>
    <message>
        <source>no tickets</source>
        <translation>keine Zettel</translation>
    </message>
    <message>
        <source>Counters of this machine</source>
        <translation>Kassen auf diesem Rechner</translation>
    </message>
    <message>
        <source>Other accounts sell on this database</source>
        <translation>Andere Konten verkaufen auf dieser Datenbank</translation>
    </message>
    <message>
        <source>File of the service</source>
        <translation>Datei des Dienstes</translation>
    </message>
    <message>
        <source>Says where a shared database is</source>
        <translation>Sagt, wo eine geteilte Datenbank ist</translation>
    </message>
    <message>
        <source>Nobody else</source>
        <translation>Niemand sonst</translation>
    </message>
    <message>
        <source>The group</source>
        <translation>Die Gruppe</translation>
    </message>
    <message>
        <source>Go back to any moment</source>
        <translation>Zurück zu jedem Moment</translation>
    </message>
    <message>
        <source>Keeps each change of the database there too</source>
        <translation>Hebt dort auch jede Änderung der Datenbank auf</translation>
    </message>
    <message>
        <source>As far back as</source>
        <translation>So weit zurück</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Room for that</source>
        <translation>Platz dafür</translation>
    </message>
    <message>
        <source>Beyond it older changes go earlier</source>
        <translation>Darüber gehen ältere Änderungen früher</translation>
    </message>
    <message>
        <source>Copy the whole database every</source>
        <translation>Ganze Datenbank kopieren alle</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Copy what is new every</source>
        <translation>Neues kopieren alle</translation>
    </message>
    <message>
        <source>What a broken disk can cost at most</source>
        <translation>So viel kann eine kaputte Platte höchstens kosten</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Österreich</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australien</translation>
    </message>
    <message>
        <source>Belgium</source>
        <translation>Belgien</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Kanada</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Schweiz</translation>
    </message>
    <message>
        <source>Czechia</source>
        <translation>Tschechien</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>Denmark</source>
        <translation>Dänemark</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Spanien</translation>
    </message>
    <message>
        <source>Finland</source>
        <translation>Finnland</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Vereinigtes Königreich</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irland</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Luxembourg</source>
        <translation>Luxemburg</translation>
    </message>
    <message>
        <source>Netherlands</source>
        <translation>Niederlande</translation>
    </message>
    <message>
        <source>Norway</source>
        <translation>Norwegen</translation>
    </message>
    <message>
        <source>New Zealand</source>
        <translation>Neuseeland</translation>
    </message>
    <message>
        <source>Poland</source>
        <translation>Polen</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Portugal</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Schweden</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Vereinigte Staaten</translation>
    </message>
    <message>
        <source>Not said yet</source>
        <translation>Noch nicht gesagt</translation>
    </message>
    <message>
        <source>Food</source>
        <translation>Speisen</translation>
    </message>
    <message>
        <source>Drinks</source>
        <translation>Getränke</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Tax class</source>
        <translation>Steuerklasse</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>Eat in</source>
        <translation>Hier essen</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>Name des Ladens</translation>
    </message>
    <message>
        <source>At the top of each receipt</source>
        <translation>Oben auf jedem Bon</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Decides how cash is rounded</source>
        <translation>Bestimmt, wie Bargeld gerundet wird</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Anschrift</translation>
    </message>
    <message>
        <source>On each receipt</source>
        <translation>Auf jedem Bon</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Steuernummer</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Where the shop is</source>
        <translation>Wo der Laden ist</translation>
    </message>
    <message>
        <source>Start of the day</source>
        <translation>Beginn des Tages</translation>
    </message>
    <message>
        <source>Sales before it count for the day before</source>
        <translation>Verkäufe davor zählen zum Tag davor</translation>
    </message>
    <message>
        <source>First questions</source>
        <translation>Erste Fragen</translation>
    </message>
    <message>
        <source>Asked once, while nothing is sold</source>
        <translation>Einmal gestellt, vor dem ersten Verkauf</translation>
    </message>
    <message>
        <source>Above the goods</source>
        <translation>Über den Waren</translation>
    </message>
    <message>
        <source>A greeting, opening hours</source>
        <translation>Ein Gruß, Öffnungszeiten</translation>
    </message>
    <message>
        <source>Below the sum</source>
        <translation>Unter der Summe</translation>
    </message>
    <message>
        <source>Thanks, or a web address</source>
        <translation>Ein Dank, eine Webadresse</translation>
    </message>
    <message>
        <source>Round cash to</source>
        <translation>Bargeld runden auf</translation>
    </message>
    <message>
        <source>Only the part paid in cash</source>
        <translation>Nur den bar gezahlten Teil</translation>
    </message>
    <message>
        <source>Cash keys</source>
        <translation>Bargeldtasten</translation>
    </message>
    <message>
        <source>How many round sums to show</source>
        <translation>Wie viele runde Summen zu sehen sind</translation>
    </message>
    <message>
        <source>Longest pause</source>
        <translation>Längste Pause</translation>
    </message>
    <message>
        <source>Between two characters of a scan</source>
        <translation>Zwischen zwei Zeichen eines Scans</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Shortest code</source>
        <translation>Kürzester Code</translation>
    </message>
    <message>
        <source>Characters of a scan</source>
        <translation>Zeichen eines Scans</translation>
    </message>
    <message>
        <source>Sent before each code</source>
        <translation>Vor jedem Code gesendet</translation>
    </message>
    <message>
        <source>Empty for most scanners</source>
        <translation>Bei den meisten Scannern leer</translation>
    </message>
    <message>
        <source>Codes with a price or a weight</source>
        <translation>Codes mit Preis oder Gewicht</translation>
    </message>
    <message>
        <source>Prefix, kind, digits of the item, digits of the value, decimals</source>
        <translation>Anfang, Art, Ziffern der Ware, Ziffern des Werts, Nachkommastellen</translation>
    </message>
    <message>
        <source>Clerks</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Who sells here, with commas. Empty: one clerk without a name.</source>
        <translation>Wer hier verkauft, mit Kommas. Leer: eine Person ohne Namen.</translation>
    </message>
    <message>
        <source>Show what is left</source>
        <translation>Rest anzeigen</translation>
    </message>
    <message>
        <source>From this many down. 0: never.</source>
        <translation>Ab so wenigen. 0: nie.</translation>
    </message>
    <message>
        <source>pieces</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Orders move</source>
        <translation>Bestellungen laufen</translation>
    </message>
    <message>
        <source>By a timer, or by taps on the board</source>
        <translation>Nach einer Uhr, oder durch Tippen auf der Tafel</translation>
    </message>
    <message>
        <source>Time of the timer</source>
        <translation>Zeit der Uhr</translation>
    </message>
    <message>
        <source>How long an order is being made</source>
        <translation>Wie lange eine Bestellung in Arbeit ist</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Most open orders</source>
        <translation>Höchstens offene Bestellungen</translation>
    </message>
    <message>
        <source>Beyond it the web page takes none</source>
        <translation>Darüber nimmt die Webseite keine an</translation>
    </message>
    <message>
        <source>Jobs at the same time</source>
        <translation>Aufgaben zugleich</translation>
    </message>
    <message>
        <source>More need a faster machine</source>
        <translation>Mehr brauchen einen schnelleren Rechner</translation>
    </message>
    <message>
        <source>Address for orders</source>
        <translation>Adresse für Bestellungen</translation>
    </message>
    <message>
        <source>127.0.0.1: this machine only. 0.0.0.0: the whole network.</source>
        <translation>127.0.0.1: nur dieser Rechner. 0.0.0.0: das ganze Netz.</translation>
    </message>
    <message>
        <source>Port for orders</source>
        <translation>Port für Bestellungen</translation>
    </message>
    <message>
        <source>0 takes any free one</source>
        <translation>0 nimmt einen freien</translation>
    </message>
    <message>
        <source>Most connections</source>
        <translation>Höchstens Verbindungen</translation>
    </message>
    <message>
        <source>Of all customers together</source>
        <translation>Aller Kunden zusammen</translation>
    </message>
    <message>
        <source>Most from one address</source>
        <translation>Höchstens von einer Adresse</translation>
    </message>
    <message>
        <source>One customer, or one house</source>
        <translation>Ein Kunde, oder ein Haus</translation>
    </message>
    <message>
        <source>Most who follow an order</source>
        <translation>Höchstens, die einer Bestellung folgen</translation>
    </message>
    <message>
        <source>All customers who watch it being made</source>
        <translation>Alle Kunden, die zusehen, wie sie entsteht</translation>
    </message>
    <message>
        <source>Most of them from one address</source>
        <translation>Davon höchstens von einer Adresse</translation>
    </message>
    <message>
        <source>Most reads</source>
        <translation>Höchstens so viele Abfragen</translation>
    </message>
    <message>
        <source>Of one address</source>
        <translation>Von einer Adresse</translation>
    </message>
    <message>
        <source>Most orders</source>
        <translation>Höchstens so viele Bestellungen</translation>
    </message>
    <message>
        <source>Of one address, with cancellations</source>
        <translation>Von einer Adresse, mit Stornos</translation>
    </message>
    <message>
        <source>Most wrong order numbers</source>
        <translation>Höchstens falsche Bestellnummern</translation>
    </message>
    <message>
        <source>Beyond it the address waits a minute</source>
        <translation>Danach wartet die Adresse eine Minute</translation>
    </message>
    <message>
        <source>Limit this machine too</source>
        <translation>Auch diesen Rechner begrenzen</translation>
    </message>
    <message>
        <source>Programs that order on this computer</source>
        <translation>Programme, die auf diesem Rechner bestellen</translation>
    </message>
    <message>
        <source>Servers in front</source>
        <translation>Vorgeschaltete Server</translation>
    </message>
    <message>
        <source>They say who the customer is</source>
        <translation>Sie sagen, wer der Kunde ist</translation>
    </message>
    <message>
        <source>Names of the web page</source>
        <translation>Namen der Webseite</translation>
    </message>
    <message>
        <source>Beside the name of this computer. *: any.</source>
        <translation>Außer dem Namen dieses Rechners. *: jeder.</translation>
    </message>
    <message>
        <source>Write addresses with commas, for example 127.0.0.1, 10.0.0.0/8</source>
        <translation>Adressen mit Kommas schreiben, zum Beispiel 127.0.0.1, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>Write names with commas, for example shop.example</source>
        <translation>Namen mit Kommas schreiben, zum Beispiel shop.example</translation>
    </message>
    <message>
        <source>Write a rate, for example 20/s burst 60</source>
        <translation>Eine Rate schreiben, zum Beispiel 20/s burst 60</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Of the whole counter</source>
        <translation>Der ganzen Kasse</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Large text shows fewer tiles</source>
        <translation>Große Schrift zeigt weniger Kacheln</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Left puts the basket on the left</source>
        <translation>Links stellt den Korb nach links</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the counter</source>
        <translation>Der Kasse</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>Punkte je Zoll</translation>
    </message>
    <message>
        <source>0: as the screen says</source>
        <translation>0: wie der Bildschirm sagt</translation>
    </message>
    <message>
        <source>dpi</source>
        <translation>dpi</translation>
    </message>
    <message>
        <source>Fill the screen</source>
        <translation>Ganzer Bildschirm</translation>
    </message>
    <message>
        <source>Folder of the shop</source>
        <translation>Ordner des Ladens</translation>
    </message>
    <message>
        <source>Set at the start of the program</source>
        <translation>Beim Start des Programms gesetzt</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>Gemeinsame Datenbank</translation>
    </message>
    <message>
        <source>Empty: this till brings its own</source>
        <translation>Leer: diese Kasse bringt ihre eigene mit</translation>
    </message>
    <message>
        <source>Folder of PostgreSQL</source>
        <translation>Ordner von PostgreSQL</translation>
    </message>
    <message>
        <source>Empty: the newest one on this machine</source>
        <translation>Leer: das neueste auf diesem Rechner</translation>
    </message>
    <message>
        <source>Read the goods again after</source>
        <translation>Waren neu lesen nach</translation>
    </message>
    <message>
        <source>Free room on the disk</source>
        <translation>Freier Platz auf der Festplatte</translation>
    </message>
    <message>
        <source>Below it the counter warns</source>
        <translation>Darunter warnt die Kasse</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>As usual in the country</source>
        <translation>Wie im Land üblich</translation>
    </message>
    <message>
        <source>By a timer</source>
        <translation>Nach der Uhr</translation>
    </message>
    <message>
        <source>By staff</source>
        <translation>Durch Personal</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>MwSt.</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
    <message>
        <source>Cash and tender</source>
        <translation>Bargeld und Zahlung</translation>
    </message>
    <message>
        <source>Scanner and scale</source>
        <translation>Scanner und Waage</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Orders and web page</source>
        <translation>Bestellungen und Web</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Aussehen und Sprache</translation>
    </message>
    <message>
        <source>Database and backup</source>
        <translation>Datenbank und Sicherung</translation>
    </message>
    <message>
        <source>Network and security</source>
        <translation>Netz und Sicherheit</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>von selbst gefunden</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>At most %1 characters</source>
        <translation>Höchstens %1 Zeichen</translation>
    </message>
    <message>
        <source>Write %1 to %2 characters</source>
        <translation>%1 bis %2 Zeichen schreiben</translation>
    </message>
    <message>
        <source>Write a whole number from %1 to %2, for example %3</source>
        <translation>Eine ganze Zahl von %1 bis %2 schreiben, zum Beispiel %3</translation>
    </message>
    <message>
        <source>Write different names with commas, for example Anna, Ben</source>
        <translation>Verschiedene Namen mit Kommas schreiben, zum Beispiel Anna, Ben</translation>
    </message>
    <message>
        <source>Choose from the list</source>
        <translation>Aus der Liste wählen</translation>
    </message>
    <message>
        <source>Write one number or two, for example 5-15</source>
        <translation>Eine Zahl oder zwei schreiben, zum Beispiel 5-15</translation>
    </message>
    <message>
        <source>Write a time of the day, for example 04:00</source>
        <translation>Eine Uhrzeit schreiben, zum Beispiel 04:00</translation>
    </message>
    <message>
        <source>Write a time zone, for example Europe/Berlin</source>
        <translation>Eine Zeitzone schreiben, zum Beispiel Europe/Berlin</translation>
    </message>
    <message>
        <source>Write an address, for example 127.0.0.1</source>
        <translation>Eine Adresse schreiben, zum Beispiel 127.0.0.1</translation>
    </message>
    <message>
        <source>Write the path of a folder</source>
        <translation>Den Pfad eines Ordners schreiben</translation>
    </message>
    <message>
        <source>Write an address, for example postgresql://till@server/bakehouse</source>
        <translation>Eine Adresse schreiben, zum Beispiel postgresql://till@server/bakehouse</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>Nothing was imported. These lines need correcting:</source>
        <translation>Nichts wurde übernommen. Diese Zeilen sind zu berichtigen:</translation>
    </message>
    <message>
        <source>The file has the tax class “%1”, which has no rate.</source>
        <translation>In der Datei steht die Steuerklasse „%1“, die keinen Satz hat.</translation>
    </message>
    <message>
        <source>The file is in another currency than the shop.</source>
        <translation>Die Datei ist in einer anderen Währung als der Laden.</translation>
    </message>
    <message>
        <source>A rate is from 0 to 100 %.</source>
        <translation>Ein Satz liegt zwischen 0 und 100 %.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check what is marked.</source>
        <translation>Nichts wurde geändert. Das Markierte prüfen.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>The currency stays as it is, because goods were sold in it.</source>
        <translation>Die Währung bleibt, weil schon in ihr verkauft wurde.</translation>
    </message>
    <message>
        <source>It is set elsewhere and cannot be changed here.</source>
        <translation>Es ist anderswo festgelegt und hier nicht zu ändern.</translation>
    </message>
    <message>
        <source>The database is away. Try again later.</source>
        <translation>Die Datenbank ist weg. Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The database did not answer. Try again.</source>
        <translation>Die Datenbank hat nicht geantwortet. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>It did not work. Try again.</source>
        <translation>Das ging nicht. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Take orders by network</source>
        <translation>Bestellungen über das Netz</translation>
    </message>
    <message>
        <source>From the web page and other programs</source>
        <translation>Von der Webseite und anderen Programmen</translation>
    </message>
    <message>
        <source>Show figures</source>
        <translation>Kennzahlen zeigen</translation>
    </message>
    <message>
        <source>At /metrics, for programs that watch</source>
        <translation>Unter /metrics, für Programme, die überwachen</translation>
    </message>
    <message>
        <source>Form of the log</source>
        <translation>Form des Protokolls</translation>
    </message>
    <message>
        <source>JSON for programs that collect it</source>
        <translation>JSON für Programme, die es sammeln</translation>
    </message>
    <message>
        <source>Log from</source>
        <translation>Protokoll ab</translation>
    </message>
    <message>
        <source>Less weighty lines are left out</source>
        <translation>Weniger Wichtiges entfällt</translation>
    </message>
    <message>
        <source>Log each request</source>
        <translation>Jede Anfrage protokollieren</translation>
    </message>
    <message>
        <source>Without saying whose it was</source>
        <translation>Ohne zu sagen, von wem sie kam</translation>
    </message>
    <message>
        <source>Keep the log in a file</source>
        <translation>Protokoll in eine Datei schreiben</translation>
    </message>
    <message>
        <source>In the shop&apos;s folder, under logs</source>
        <translation>Im Ordner des Ladens, unter logs</translation>
    </message>
    <message>
        <source>Megabytes of a log file</source>
        <translation>Megabyte je Protokolldatei</translation>
    </message>
    <message>
        <source>Then a new one is begun</source>
        <translation>Danach beginnt eine neue</translation>
    </message>
    <message>
        <source>Log files kept</source>
        <translation>Protokolldateien behalten</translation>
    </message>
    <message>
        <source>Older ones are removed</source>
        <translation>Ältere werden entfernt</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Diese Kasse</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Encrypt orders (HTTPS)</source>
        <translation>Bestellungen verschlüsseln (HTTPS)</translation>
    </message>
    <message>
        <source>By itself: when the network is open</source>
        <translation>Von selbst: sobald das Netz offen ist</translation>
    </message>
    <message>
        <source>Port of HTTPS</source>
        <translation>Port von HTTPS</translation>
    </message>
    <message>
        <source>Certificate of HTTPS</source>
        <translation>Zertifikat von HTTPS</translation>
    </message>
    <message>
        <source>A file. Empty: the till makes its own.</source>
        <translation>Eine Datei. Leer: die Kasse macht ein eigenes.</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>Schlüssel des Zertifikats</translation>
    </message>
    <message>
        <source>A file that nobody else can read</source>
        <translation>Eine Datei, die sonst niemand lesen kann</translation>
    </message>
    <message>
        <source>Further names of this till</source>
        <translation>Weitere Namen dieser Kasse</translation>
    </message>
    <message>
        <source>For its own certificate, with commas</source>
        <translation>Für ihr eigenes Zertifikat, mit Kommas</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Von selbst</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>eigenes</translation>
    </message>
    <message>
        <source>with the certificate</source>
        <translation>beim Zertifikat</translation>
    </message>
    <message>
        <source>Write names or addresses with commas, for example till.example.org</source>
        <translation>Namen oder Adressen mit Kommas schreiben, zum Beispiel kasse.example.org</translation>
    </message>
    <message>
        <source>Write the path of a file</source>
        <translation>Den Pfad einer Datei schreiben</translation>
    </message>
    <message>
        <source>Other people of this machine can read the file of the key. Take that right away.</source>
        <translation>Andere auf diesem Rechner können die Datei des Schlüssels lesen. Bitte dieses Recht wegnehmen.</translation>
    </message>
    <message>
        <source>The key is not the one of the certificate.</source>
        <translation>Der Schlüssel gehört nicht zum Zertifikat.</translation>
    </message>
    <message>
        <source>The file of the key cannot be used.</source>
        <translation>Die Datei des Schlüssels ist nicht brauchbar.</translation>
    </message>
    <message>
        <source>Another program uses the port of HTTPS.</source>
        <translation>Ein anderes Programm benutzt den Port von HTTPS.</translation>
    </message>
    <message>
        <source>The certificate has expired or is not valid yet.</source>
        <translation>Das Zertifikat ist abgelaufen oder gilt noch nicht.</translation>
    </message>
    <message>
        <source>The file of the certificate cannot be used.</source>
        <translation>Die Datei des Zertifikats ist nicht brauchbar.</translation>
    </message>
    <message>
        <source>The certificate cannot be written into the folder of the shop.</source>
        <translation>Das Zertifikat lässt sich nicht in den Ordner des Ladens schreiben.</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Ordner der Sicherungen</translation>
    </message>
    <message>
        <source>Best on another disk</source>
        <translation>Am besten auf einer anderen Festplatte</translation>
    </message>
    <message>
        <source>Back up at the day&apos;s end</source>
        <translation>Am Ende des Tages sichern</translation>
    </message>
    <message>
        <source>Or at the next start after it</source>
        <translation>Oder beim nächsten Start danach</translation>
    </message>
    <message>
        <source>Back up every</source>
        <translation>Sichern alle</translation>
    </message>
    <message>
        <source>0: only at the day&apos;s end</source>
        <translation>0: nur am Ende des Tages</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>Keep backups for</source>
        <translation>Sicherungen behalten</translation>
    </message>
    <message>
        <source>The newest three stay</source>
        <translation>Die neuesten drei bleiben</translation>
    </message>
    <message>
        <source>Restore on trial each night</source>
        <translation>Jede Nacht zur Probe wiederherstellen</translation>
    </message>
    <message>
        <source>Says whether the backup is worth anything</source>
        <translation>Sagt, ob die Sicherung etwas taugt</translation>
    </message>
    <message>
        <source>Back up before an upgrade</source>
        <translation>Vor einem Upgrade sichern</translation>
    </message>
    <message>
        <source>Before a newer version changes the database</source>
        <translation>Bevor eine neuere Version die Datenbank ändert</translation>
    </message>
    <message>
        <source>no backups</source>
        <translation>keine Sicherungen</translation>
    </message>
    <message>
        <source>Most calls with a key</source>
        <translation>Höchstens Aufrufe mit Schlüssel</translation>
    </message>
    <message>
        <source>Per partner&apos;s key</source>
        <translation>Je Schlüssel eines Partners</translation>
    </message>
    <message>
        <source>Newer PostgreSQL</source>
        <translation>Neueres PostgreSQL</translation>
    </message>
    <message>
        <source>Carries the database over when one is installed</source>
        <translation>Überträgt die Datenbank, wenn eines installiert ist</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Order ahead</source>
        <translation>Vorbestellen</translation>
    </message>
    <message>
        <source>How far, today included</source>
        <translation>Wie weit im Voraus, heute mitgezählt</translation>
    </message>
    <message>
        <source>Times for picking up</source>
        <translation>Abholzeiten</translation>
    </message>
    <message>
        <source>Minutes between two of them</source>
        <translation>Minuten von einer zur nächsten</translation>
        <source>Accept within</source>
        <translation>Annehmen binnen</translation>
    </message>
    <message>
        <source>Then an order raises its hand</source>
        <translation>Danach meldet sich die Bestellung</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Öffnungszeiten</translation>
        <source>Kitchen&apos;s window</source>
        <translation>Fenster der Küche</translation>
    </message>
    <message>
        <source>Opens with the counter</source>
        <translation>Öffnet sich mit der Kasse</translation>
    </message>
    <message>
        <source>Screen of the kitchen</source>
        <translation>Bildschirm der Küche</translation>
    </message>
    <message>
        <source>By itself: the one beside the counter&apos;s</source>
        <translation>Von selbst: der neben dem der Kasse</translation>
    </message>
    <message>
        <source>Keys 1 to 9 in the kitchen</source>
        <translation>Tasten 1 bis 9 in der Küche</translation>
    </message>
    <message>
        <source>Its window takes the keyboard when it is touched</source>
        <translation>Ihr Fenster nimmt bei Berührung die Tastatur</translation>
    </message>
    <message>
        <source>Customers&apos; window</source>
        <translation>Fenster der Kunden</translation>
    </message>
    <message>
        <source>Screen of the customers</source>
        <translation>Bildschirm der Kunden</translation>
    </message>
    <message>
        <source>By itself: the last beside the counter&apos;s</source>
        <translation>Von selbst: der letzte neben dem der Kasse</translation>
    </message>
    <message>
        <source>Print tickets</source>
        <translation>Zettel drucken</translation>
    </message>
    <message>
        <source>For those who make the goods</source>
        <translation>Für die, die die Ware machen</translation>
    </message>
    <message>
        <source>Printer of tickets</source>
        <translation>Drucker der Zettel</translation>
    </message>
    <message>
        <source>Its name in the system; paper of 80 mm</source>
        <translation>Sein Name im System; Papier von 80 mm</translation>
    </message>
    <message>
        <source>Folder of tickets</source>
        <translation>Ordner der Zettel</translation>
    </message>
    <message>
        <source>As PDF, while no printer is named</source>
        <translation>Als PDF, solange kein Drucker genannt ist</translation>
    </message>
    <message>
        <source>Address of the web page</source>
        <translation>Adresse der Webseite</translation>
    </message>
    <message>
        <source>For posters. Empty: this machine&apos;s own</source>
        <translation>Für Aushänge. Leer: die dieses Computers</translation>
    </message>
    <message>
        <source>In a window</source>
        <translation>Im Fenster</translation>
    </message>
    <message>
        <source>When asked for</source>
        <translation>Auf Wunsch</translation>
    </message>
    <message>
        <source>When it is accepted</source>
        <translation>Beim Annehmen</translation>
    </message>
    <message>
        <source>no tickets</source>
        <translation>keine Zettel</translation>
        <source>Make within</source>
        <translation>Herstellen binnen</translation>
    </message>
    <message>
        <source>Orders without a promised time</source>
        <translation>Bestellungen ohne zugesagte Zeit</translation>
    </message>
    <message>
        <source>Show orders for later</source>
        <translation>Spätere Bestellungen zeigen</translation>
    </message>
    <message>
        <source>This long before work on them begins</source>
        <translation>So lange, bevor die Arbeit daran beginnt</translation>
    </message>
    <message>
        <source>Sound of a new order</source>
        <translation>Ton bei neuer Bestellung</translation>
    </message>
    <message>
        <source>Also when one has waited too long</source>
        <translation>Auch wenn eine zu lange wartet</translation>
    </message>
    <message>
        <source>Loud</source>
        <translation>Laut</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>Leise</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung finden</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>There is no setting with “%1”.</source>
        <translation>Es gibt keine Einstellung mit „%1“.</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>Alles ist gespeichert</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 Änderung</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 Änderungen</translation>
    </message>
    <message>
        <source>%1, %2 to correct</source>
        <translation>%1, %2 zu berichtigen</translation>
    </message>
    <message>
        <source>%1 from before, not saved yet</source>
        <translation>%1 von vorhin, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1, noch nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>ShopPage</name>
    <message>
        <source>Shop name</source>
        <translation>Name des Ladens</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Anschrift</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Steuernummer</translation>
    </message>
    <message>
        <source>At the top of each receipt</source>
        <translation>Oben auf jedem Bon</translation>
    </message>
    <message>
        <source>On each receipt, if the country asks for it</source>
        <translation>Auf jedem Bon, wenn das Land es verlangt</translation>
    </message>
    <message>
        <source>On each receipt</source>
        <translation>Auf jedem Bon</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>Land wählen</translation>
    </message>
    <message>
        <source>Prices are in %1</source>
        <translation>Preise in %1</translation>
    </message>
    <message>
        <source>Decides the currency and the VAT</source>
        <translation>Bestimmt Währung und MwSt.</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>Der Laden</translation>
    </message>
    <message>
        <source>Three short pages. All of it can be changed later in the settings.</source>
        <translation>Drei kurze Seiten. Alles lässt sich später in den Einstellungen ändern.</translation>
    </message>
</context>
<context>
    <name>ShopWindows</name>
    <message>
        <source>No printer for tickets is named. Settings, Orders and web page.</source>
        <translation>Für Zettel ist kein Drucker genannt. Einstellungen, Bestellungen und Webseite.</translation>
    </message>
    <message>
        <source>The printer did not answer. Look whether the ticket is there.</source>
        <translation>Der Drucker hat nicht geantwortet. Sehen Sie nach, ob der Zettel da ist.</translation>
    </message>
    <message>
        <source>Tickets are not printed now. They are tried again by themselves.</source>
        <translation>Zettel werden gerade nicht gedruckt. Sie werden von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>The kitchen&apos;s screen is gone. Its window opens again with it.</source>
        <translation>Der Bildschirm der Küche ist weg. Ihr Fenster öffnet sich wieder mit ihm.</translation>
    </message>
    <message>
        <source>The customers&apos; screen is gone. Its window opens again with it.</source>
        <translation>Der Bildschirm der Kunden ist weg. Ihr Fenster öffnet sich wieder mit ihm.</translation>
    </message>
</context>
<context>
    <name>SoldOutSheet</name>
    <message>
        <source>Sold out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Nothing is sold out.</source>
        <translation>Nichts ist aus.</translation>
    </message>
    <message>
        <source>Tap what is on sale again.</source>
        <translation>Antippen, was wieder da ist.</translation>
    </message>
</context>
<context>
    <name>SpanRow</name>
    <message>
        <source>Opens at</source>
        <translation>Öffnet um</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Closes at</source>
        <translation>Schließt um</translation>
    </message>
    <message>
        <source>Take this opening away</source>
        <translation>Diese Öffnung entfernen</translation>
    </message>
    <message>
        <source>A quarter of an hour earlier</source>
        <translation>Eine Viertelstunde früher</translation>
    </message>
    <message>
        <source>A quarter of an hour later</source>
        <translation>Eine Viertelstunde später</translation>
    </message>
</context>
<context>
    <name>StatusLight</name>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Trying</source>
        <translation>Versucht es</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>One less</source>
        <translation>Eins weniger</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Eins mehr</translation>
    </message>
</context>
<context>
    <name>Switch</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
</context>
<context>
    <name>TenderSheet</name>
    <message>
        <source>Way to pay</source>
        <translation>Zahlungsart</translation>
    </message>
    <message>
        <source>Number of the voucher</source>
        <translation>Nummer des Gutscheins</translation>
    </message>
    <message>
        <source>Number on the voucher, if it has one</source>
        <translation>Nummer auf dem Gutschein, falls vorhanden</translation>
    </message>
    <message>
        <source>Paid so far</source>
        <translation>Schon bezahlt</translation>
    </message>
    <message>
        <source>Card took %1</source>
        <translation>Karte: %1 gezahlt</translation>
    </message>
    <message>
        <source>Voucher pays %1</source>
        <translation>Gutschein zahlt %1</translation>
    </message>
    <message>
        <source>Only %1 is left to pay. A card gives no change.</source>
        <translation>Nur noch %1 zu zahlen. Eine Karte gibt kein Rückgeld.</translation>
    </message>
    <message>
        <source>Only %1 is left to pay. A voucher gives no change.</source>
        <translation>Nur noch %1 zu zahlen. Ein Gutschein gibt kein Rückgeld.</translation>
    </message>
    <message>
        <source>The number of a voucher has 4 to 12 digits.</source>
        <translation>Eine Gutscheinnummer hat 4 bis 12 Ziffern.</translation>
    </message>
    <message>
        <source>Three parts are paid. The next one must pay %1.</source>
        <translation>Drei Teile sind bezahlt. Der nächste muss %1 zahlen.</translation>
    </message>
    <message>
        <source>Type a sum first.</source>
        <translation>Erst eine Summe tippen.</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Rundung</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Tap what you are given: the sale is done</source>
        <translation>Antippen, was gegeben wird: fertig</translation>
    </message>
    <message>
        <source>Exact, no change</source>
        <translation>Passend</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Rückgeld %1</translation>
    </message>
    <message>
        <source>Take it on the card terminal, then tap here</source>
        <translation>Am Kartengerät kassieren, dann hier tippen</translation>
    </message>
    <message>
        <source>Tap when the voucher pays it all</source>
        <translation>Tippen, wenn der Gutschein alles zahlt</translation>
    </message>
    <message>
        <source>Another sum</source>
        <translation>Andere Summe</translation>
    </message>
    <message>
        <source>A part by card</source>
        <translation>Ein Teil mit Karte</translation>
    </message>
    <message>
        <source>A part by voucher</source>
        <translation>Ein Teil mit Gutschein</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>%1 nehmen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Rückgeld</translation>
    </message>
    <message>
        <source>Too much</source>
        <translation>Zu viel</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>Noch zu zahlen</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Rounding of cash</source>
        <translation>Rundung bar</translation>
    </message>
    <message>
        <source>More is paid than the total. Remove a part.</source>
        <translation>Es ist mehr bezahlt als die Summe. Einen Teil löschen.</translation>
    </message>
    <message>
        <source>A second tap does nothing. Nothing prints unless asked.</source>
        <translation>Ein zweites Tippen bewirkt nichts. Gedruckt wird nur auf Wunsch.</translation>
    </message>
</context>
<context>
    <name>TenderWords</name>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>Gutschein</translation>
    </message>
</context>
<context>
    <name>TicketWords</name>
    <message>
        <source>Printed again</source>
        <translation>Nochmals gedruckt</translation>
    </message>
    <message>
        <source>As soon as possible</source>
        <translation>So bald wie möglich</translation>
    </message>
    <message>
        <source>Pick-up %1</source>
        <translation>Abholung %1</translation>
    </message>
    <message>
        <source>Sold %1 at the counter</source>
        <translation>Verkauft %1 an der Kasse</translation>
    </message>
    <message>
        <source>Ordered %1 on the web page</source>
        <translation>Bestellt %1 auf der Webseite</translation>
    </message>
    <message>
        <source>Ordered %1 by a partner</source>
        <translation>Bestellt %1 von einem Partner</translation>
    </message>
</context>
<context>
    <name>TileDelegate</name>
    <message>
        <source>Sold out</source>
        <translation>Ausverkauft</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>Goods</source>
        <translation>Waren</translation>
    </message>
</context>
<context>
    <name>TileModel</name>
    <message numerus="yes">
        <source>%n left</source>
        <comment>pieces on a tile&apos;s badge</comment>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>sold out</source>
        <translation>ausverkauft</translation>
    </message>
    <message>
        <source>Empty place</source>
        <translation>Leerer Platz</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Bestellungen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
</context>
<context>
    <name>TroubleWatch</name>
    <message>
        <source>The disk takes no sales. Take no money.</source>
        <translation>Die Festplatte nimmt keine Verkäufe an. Kein Geld nehmen.</translation>
    </message>
    <message>
        <source>The disk takes no sales.</source>
        <translation>Die Festplatte nimmt nichts an.</translation>
    </message>
    <message>
        <source>Baskets stay. Make room on the disk.</source>
        <translation>Körbe bleiben. Platz auf der Festplatte schaffen.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Disk almost full. Make room today.</source>
        <translation>Festplatte fast voll. Heute Platz schaffen.</translation>
    </message>
    <message>
        <source>Disk almost full.</source>
        <translation>Festplatte fast voll.</translation>
    </message>
    <message>
        <source>Sales go on.</source>
        <translation>Der Verkauf geht weiter.</translation>
    </message>
    <message>
        <source>Web orders cannot come in. Go on selling.</source>
        <translation>Keine Webbestellungen. Verkaufen geht.</translation>
    </message>
    <message>
        <source>Web orders cannot come in.</source>
        <translation>Keine Webbestellungen.</translation>
    </message>
    <message>
        <source>Their port is taken. It is tried again.</source>
        <translation>Ihr Anschluss ist belegt. Es wird weiter versucht.</translation>
    </message>
    <message>
        <source>The journal was copied. This till has a new number.</source>
        <translation>Das Journal wurde kopiert. Diese Kasse hat eine neue Nummer.</translation>
    </message>
    <message>
        <source>This till has a new number.</source>
        <translation>Diese Kasse hat eine neue Nummer.</translation>
    </message>
    <message>
        <source>Tell the owner. Sales go on.</source>
        <translation>Dem Inhaber sagen. Der Verkauf geht weiter.</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message numerus="yes">
        <source>%n sales are safe on this till. Web orders wait.</source>
        <translation>
            <numerusform>%n Verkauf ist auf dieser Kasse sicher. Webbestellungen warten.</numerusform>
            <numerusform>%n Verkäufe sind auf dieser Kasse sicher. Webbestellungen warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sales are safe on this till. Web orders wait.</source>
        <translation>Verkäufe sind auf dieser Kasse sicher. Webbestellungen warten.</translation>
    </message>
    <message>
        <source>Database away since %1. Go on selling.</source>
        <translation>Datenbank seit %1 weg. Weiter verkaufen.</translation>
    </message>
    <message>
        <source>Database away. Go on selling.</source>
        <translation>Datenbank weg. Weiter verkaufen.</translation>
    </message>
    <message>
        <source>New version: the books are backed up first. Go on selling.</source>
        <translation>Neue Version: Die Bücher werden erst gesichert. Weiter verkaufen.</translation>
    </message>
    <message>
        <source>New version: the books are renewed. Go on selling.</source>
        <translation>Neue Version: Die Bücher werden erneuert. Weiter verkaufen.</translation>
    </message>
    <message>
        <source>The books are backed up.</source>
        <translation>Die Bücher werden gesichert.</translation>
    </message>
    <message>
        <source>The books are renewed.</source>
        <translation>Die Bücher werden erneuert.</translation>
    </message>
    <message>
        <source>This version does not fit the database. Go on selling.</source>
        <translation>Diese Version passt nicht zur Datenbank. Weiter verkaufen.</translation>
    </message>
    <message>
        <source>Database of another version.</source>
        <translation>Datenbank einer anderen Version.</translation>
    </message>
    <message>
        <source>Tell who looks after this PC. Sales are safe on this till.</source>
        <translation>Sagen Sie es dem Betreuer dieses PCs. Verkäufe sind auf dieser Kasse sicher.</translation>
    </message>
</context>
<context>
    <name>UnknownCodeSheet</name>
    <message>
        <source>Give it to a product</source>
        <translation>Einer Ware zuweisen</translation>
    </message>
    <message>
        <source>Products found</source>
        <translation>Gefundene Waren</translation>
    </message>
    <message>
        <source>Open price</source>
        <translation>Offener Preis</translation>
    </message>
    <message>
        <source>Unknown code</source>
        <translation>Unbekannter Code</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Übergehen</translation>
    </message>
    <message>
        <source>Nothing has the code %1.</source>
        <translation>Nichts hat den Code %1.</translation>
    </message>
    <message>
        <source>Has %1</source>
        <translation>Hat %1</translation>
    </message>
    <message>
        <source>%1 has this code already.</source>
        <translation>%1 hat diesen Code schon.</translation>
    </message>
</context>
<context>
    <name>VatPage</name>
    <message>
        <source>The rates come with the first goods.</source>
        <translation>Die Sätze kommen mit den ersten Waren.</translation>
    </message>
    <message>
        <source>Import rates from a file</source>
        <translation>Sätze aus einer Datei übernehmen</translation>
    </message>
    <message>
        <source>A CSV file with the columns %1.</source>
        <translation>Eine CSV-Datei mit den Spalten %1.</translation>
    </message>
    <message>
        <source>Import rates</source>
        <translation>Sätze übernehmen</translation>
    </message>
    <message>
        <source>Rates now in force</source>
        <translation>Sätze, die jetzt gelten</translation>
    </message>
</context>
</TS>
