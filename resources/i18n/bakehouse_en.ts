<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>BasketLines</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KitchenCardView</name>
    <message numerus="yes">
        <source>%n more lines: see the orders board</source>
        <translation>
            <numerusform>%n more line: see the orders board</numerusform>
            <numerusform>%n more lines: see the orders board</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KitchenWindow</name>
    <message numerus="yes">
        <source>%n orders to make</source>
        <translation>
            <numerusform>%n order to make</numerusform>
            <numerusform>%n orders to make</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardWords</name>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n late</numerusform>
            <numerusform>%n late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unanswered</source>
        <translation>
            <numerusform>%n unanswered</numerusform>
            <numerusform>%n unanswered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n for later</source>
        <translation>
            <numerusform>%n for later</numerusform>
            <numerusform>%n for later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TileModel</name>
    <message numerus="yes">
        <source>%n left</source>
        <comment>pieces on a tile&apos;s badge</comment>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroubleWatch</name>
    <message numerus="yes">
        <source>%n sales are safe on this till. Web orders wait.</source>
        <translation>
            <numerusform>%n sale is safe on this till. Web orders wait.</numerusform>
            <numerusform>%n sales are safe on this till. Web orders wait.</numerusform>
        </translation>
    </message>
</context>
</TS>
