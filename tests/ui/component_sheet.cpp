#include "component_sheet.h"

#include "badge.h"
#include "banner.h"
#include "clerk_tab.h"
#include "field_frame.h"
#include "key_button.h"
#include "keypad.h"
#include "rail_key.h"
#include "row_delegate.h"
#include "segment.h"
#include "status_light.h"
#include "stepper.h"
#include "switch.h"
#include "text_field.h"
#include "text_label.h"
#include "tile_sample.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
/// A ground for parts that lie on slate, sunk or surface.
class Ground final : public QWidget
{
public:
    Ground(const Theme &theme, Role role, QWidget *parent)
        : QWidget(parent)
        , m_color(theme.color(role))
    {
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_color); }

private:
    QColor m_color;
};
}

ComponentSheet::ComponentSheet(const Theme &theme)
    : m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(28, 24, 28, 24);
    m_column->setSpacing(14);
    addTopBar();
    addTiles();
    addKeys();
    addBadges();
    addRailAndKeypad();
    addFields();
    addBanners();
    addTable();
    m_column->addStretch(1);
}

void ComponentSheet::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Role::Bg));
}

QHBoxLayout *ComponentSheet::addRow(const QString &title)
{
    auto *label = new TextLabel(m_theme, Style::Body, title, this);
    label->setLook(Style::Body, Weight::Bold);
    label->setRole(Role::Ink2);
    m_column->addWidget(label);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_column->addLayout(row);
    return row;
}

void ComponentSheet::put(QHBoxLayout *row, QWidget *widget, const QString &caption)
{
    auto *cell = new QVBoxLayout;
    cell->setSpacing(4);
    cell->addWidget(widget);
    auto *label = new TextLabel(m_theme, Style::Caption, caption, this);
    label->setRole(Role::Ink2);
    cell->addWidget(label);
    cell->addStretch(1);
    row->addLayout(cell);
}

void ComponentSheet::addTopBar()
{
    auto *ground = new Ground(m_theme, Role::Slate, this);
    m_column->addWidget(ground);
    ground->setFixedHeight(m_theme.unit(14));
    auto *row = new QHBoxLayout(ground);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(4);
    const auto light = [&](const QString &name, const QString &icon, StatusLight::State state) {
        auto *made = new StatusLight(m_theme, name, icon, ground);
        made->setState(state);
        if (m_theme.frame() != FrameClass::Wide)
            made->setNaming(StatusLight::Naming::Hidden);
        row->addWidget(made);
        return made;
    };
    auto *mark = new QLabel(ground);
    mark->setPixmap(m_theme.icon(u"loaf_mark"_s, m_theme.color(Role::Loaf), 32, 1));
    row->addWidget(mark);
    auto *search = new FieldFrame(m_theme, FieldFrame::Ground::Slate, ground);
    search->setIconName(u"search"_s);
    search->setUnit(u"F2"_s);
    search->setTextStyle(Style::Body, Weight::Own);
    search->edit().setPlaceholderText(u"Search, PLU or scan"_s);
    search->setFixedSize(m_theme.unit(60), m_theme.unit(11.5));
    row->addWidget(search);
    light(u"Database"_s, u"database"_s, StatusLight::State::Good);
    light(u"Journal"_s, u"book"_s, StatusLight::State::Waiting);
    light(u"Printer"_s, u"printer"_s, StatusLight::State::Bad);
    light(u"Orders"_s, u"bell"_s, StatusLight::State::Plain)->setCount(3);
    light(u"Lock"_s, u"lock"_s, StatusLight::State::Plain)->setNaming(StatusLight::Naming::Hidden);
    auto *banner = new Banner(m_theme, Banner::Place::Bar, ground);
    banner->setMessage({.icon = u"cloud_off"_s,
                        .sentence = u"Database away since 09:38. Go on selling."_s,
                        .second = u"14 sales are safe on this till."_s,
                        .key = u"Try now"_s,
                        .more = 1});
    banner->setFixedHeight(m_theme.unit(14));
    row->addWidget(banner, 1);
    const QStringList names {u"Anna"_s, u"Ben"_s, u"Ida"_s, u"Emre"_s};
    for (int i = 0; i < 4; ++i) {
        auto *tab = new ClerkTab(
            m_theme, ClerkFace {.name = names.at(i), .number = i + 1, .sum = u"15.90"_s}, ground);
        tab->setFixedWidth(m_theme.unit(27));
        tab->setChecked(i == 0);
        row->addWidget(tab);
    }
    row->addWidget(new ClerkTab(m_theme, u"Another clerk"_s, ground));
}

void ComponentSheet::addTiles()
{
    using Look = TileSample::Look;
    QHBoxLayout *row = addRow(u"Tile"_s);
    row->setSpacing(0);
    const auto tile = [&](const Look &look, const QString &caption) {
        put(row, new TileSample(m_theme, look, this), caption);
    };
    const Look scone {.name = u"Scone"_s, .price = u"2.30"_s, .icon = u"bun"_s};
    Look other = scone;
    tile(scone, u"rest"_s);
    other.press = Press::Down;
    tile(other, u"pressed"_s);
    other = scone;
    other.focused = true;
    tile(other, u"keyboard focus"_s);
    other = scone;
    other.pill = u"3 ×"_s;
    tile(other, u"quantity typed first"_s);
    other = {.name = u"Muffin"_s,
             .price = u"2.30"_s,
             .icon = u"muffin"_s,
             .soldOut = true,
             .badges = {{.kind = BadgeKind::SoldOut, .text = u"Sold out"_s}}};
    tile(other, u"sold out"_s);
    tile({.name = u"Brownie"_s,
          .price = u"2.30"_s,
          .badges = {{.kind = BadgeKind::Low, .text = u"2 left"_s},
                     {.kind = BadgeKind::Allergen, .text = u"Nuts"_s}}},
         u"badges stack"_s);
    tile({.name = u"Kürbiskern\u00ADbrötchen"_s,
          .price = u"0.85"_s,
          .category = CategoryKey::Bread,
          .icon = u"loaf"_s},
         u"soft hyphen"_s);
    tile({.name = u"Coffee"_s,
          .price = u"2.60"_s,
          .category = CategoryKey::HotDrinks,
          .icon = u"cup"_s},
         u"coffee"_s);
    row->addStretch(1);
}

void ComponentSheet::addKeys()
{
    using Kind = KeyButton::Kind;
    QHBoxLayout *row = addRow(u"Key"_s);
    const auto key = [&](const QString &words, const QString &icon, Kind kind,
                         const QString &caption) {
        auto *made = new KeyButton(m_theme, words, icon, this);
        made->setKind(kind);
        made->setTextStyle(Style::Line);
        made->setFixedSize(m_theme.unit(36), m_theme.unit(21));
        put(row, made, caption);
        return made;
    };
    key(u"Cash"_s, u"cash"_s, Kind::Pay, u"primary"_s)->setTextStyle(Style::Price);
    key(u"Card"_s, u"card"_s, Kind::PayOutline, u"second way"_s);
    key(u"Save"_s, u"check"_s, Kind::Accent, u"without money"_s);
    key(u"Park"_s, u"park"_s, Kind::Plain, u"rest"_s);
    key(u"Park"_s, u"park"_s, Kind::Plain, u"pressed"_s)->setDown(true);
    key(u"Park"_s, u"park"_s, Kind::Plain, u"focus"_s)->setObjectName(u"focused"_s);
    key(u"Park"_s, u"park"_s, Kind::Nothing, u"nothing to do"_s);
    key(u"Refund"_s, u"lock"_s, Kind::Plain, u"needs a PIN"_s);
    key(u"Remove"_s, u"trash"_s, Kind::Danger, u"takes away"_s);
    key(u"More"_s, u"more"_s, Kind::Plain, u"opens a sheet"_s);
    row->addStretch(1);
    row = addRow(u"More keys"_s);
    key(u"Save"_s, u"check"_s, Kind::Accent, u"pressed"_s)->setDown(true);
    key(u"Cash"_s, u"cash"_s, Kind::Pay, u"pressed"_s)->setDown(true);
    auto *sum = key(u"8.40"_s, {}, Kind::PayOutline, u"sum"_s);
    sum->setTextStyle(Style::SumKey, Weight::Own);
    sum->setSecondLine(u"Exact, no change"_s);
    sum->setFixedSize(m_theme.unit(60), m_theme.unit(32));
    auto *last = key(u"Last receipt"_s, u"receipt"_s, Kind::Plain, u"with a value"_s);
    last->setTextStyle(Style::Body);
    last->setValueText(u"7.80"_s);
    last->setFixedSize(m_theme.unit(56), m_theme.unit(18));
    auto *above = key(u"Vorbestellung"_s, u"order"_s, Kind::Plain, u"icon above"_s);
    above->setTextStyle(Style::Body);
    above->setIconName(u"order"_s, IconPlace::Above);
    key(u"Zahlung abbrechen"_s, u"cross"_s, Kind::Plain, u"long words"_s);
    auto *flat = key(u"Cash and tender"_s, u"cash"_s, Kind::Flat, u"list, chosen"_s);
    flat->setContentSide(ContentSide::Start);
    flat->setFixedWidth(m_theme.unit(56));
    flat->setCheckable(true);
    flat->setChecked(true);
    auto *ground = new Ground(m_theme, Role::Slate, this);
    auto *inner = new QHBoxLayout(ground);
    for (const bool on : {true, false}) {
        auto *quiet = new KeyButton(m_theme, u"Back to tiles"_s, u"back"_s, ground);
        quiet->setKind(Kind::Quiet);
        quiet->setEnabled(on);
        inner->addWidget(quiet);
    }
    put(row, ground, u"on slate, on and off"_s);
    row->addStretch(1);
}

void ComponentSheet::addBadges()
{
    QHBoxLayout *row = addRow(u"Badges and clerks"_s);
    const auto badge = [&](BadgeKind kind, const QString &text) {
        row->addWidget(new BadgeLabel(m_theme, {.kind = kind, .text = text}, this));
    };
    badge(BadgeKind::Low, u"3 left"_s);
    badge(BadgeKind::SoldOut, u"Sold out"_s);
    badge(BadgeKind::Allergen, u"Nuts"_s);
    badge(BadgeKind::NotRecorded, u"Not recorded"_s);
    badge(BadgeKind::Ok, u"Paid"_s);
    badge(BadgeKind::Info, u"10:15"_s);
    badge(BadgeKind::Warn, u"Waiting"_s);
    badge(BadgeKind::Danger, u"7 min late"_s);
    row->addStretch(1);
}

void ComponentSheet::addRailAndKeypad()
{
    QHBoxLayout *row = addRow(u"Rail, segment, stepper, switch, keypad"_s);
    auto *ground = new Ground(m_theme, Role::Sunk, this);
    auto *rail = new QGridLayout(ground);
    rail->setContentsMargins(m_theme.gap(), m_theme.gap(), 0, m_theme.gap());
    rail->setSpacing(m_theme.gap());
    const QStringList names {u"Now"_s,        u"Bread"_s,       u"Pastries"_s,
                             u"Hot drinks"_s, u"Cold drinks"_s, u"Hot food"_s,
                             u"Cold food"_s,  u"Shop"_s,        u"Events"_s};
    const QStringList icons {u"sunrise"_s, u"loaf"_s,     u"croissant"_s, u"cup"_s,   u"glass"_s,
                             u"bowl"_s,    u"sandwich"_s, u"jar"_s,       u"ticket"_s};
    using C = CategoryKey;
    const QList<C> keys {C::Now,     C::Bread,    C::Pastry, C::HotDrinks, C::ColdDrinks,
                         C::HotFood, C::ColdFood, C::Shop,   C::Events};
    for (int i = 0; i < 9; ++i) {
        auto *key = new RailKey(m_theme, names.at(i), icons.at(i), keys.at(i), ground);
        key->setAutoExclusive(false);
        key->setChecked(i == 2 || i == 6);
        rail->addWidget(key, i % 3, i / 3);
    }
    row->addWidget(ground);
    auto *column = new QVBoxLayout;
    auto *segment = new Segment(m_theme, u"Where"_s, this);
    segment->setWords({{u"Eat in"_s, u"plate"_s}, {u"Take away"_s, u"bag"_s}});
    segment->choose(1);
    column->addWidget(segment);
    auto *three = new Segment(m_theme, u"Round cash to"_s, this);
    three->setWords({{u"No"_s, {}}, {u"0.05"_s, {}}, {u"0.10"_s, {}}});
    column->addWidget(three);
    auto *steps = new Stepper(m_theme, u"Cash keys"_s, this);
    steps->setRange(3, 6);
    steps->setValue(6);
    column->addWidget(steps);
    auto *switches = new QHBoxLayout;
    for (const bool on : {true, false}) {
        auto *made = new Switch(m_theme, u"Open drawer"_s, this);
        made->setChecked(on);
        switches->addWidget(made);
    }
    switches->addStretch(1);
    column->addLayout(switches);
    row->addLayout(column, 1);
    auto *pad = new Keypad(m_theme, Keypad::Corner::DoubleZero, this);
    pad->setKeyMm(15);
    row->addWidget(pad);
}

void ComponentSheet::addFields()
{
    using Place = TextField::LabelPlace;
    QHBoxLayout *row = addRow(u"Field"_s);
    const auto field = [&](const QString &label, const QString &text) {
        auto *made = new TextField(m_theme, label, Place::Above, this);
        made->setText(text);
        row->addWidget(made, 1, Qt::AlignTop);
        return made;
    };
    auto *plain = field(u"Opening float"_s, u"150.00"_s);
    plain->setUnit(u"GBP"_s);
    plain->setHelp(u"Counted each morning"_s);
    auto *wrong = field(u"Ask a manager above"_s, u"5,oo"_s);
    wrong->setUnit(u"GBP"_s);
    wrong->setError(u"Write a sum, for example 5.00"_s);
    auto *locked = field(u"Currency"_s, u"GBP, pound sterling"_s);
    locked->setLocked(true);
    locked->setHelp(u"Fixed after the first sale"_s);
    auto *search = field(u"Find a setting"_s, {});
    search->setIconName(u"search"_s);
    search->edit().setPlaceholderText(u"Find a setting"_s);
    auto *sum = field(u"Another sum"_s, u"20.40"_s);
    sum->setTextStyle(Style::SumKey);
    sum->edit().setAlignment(Qt::AlignRight);
}

void ComponentSheet::addBanners()
{
    using Mood = BannerMessage::Mood;
    addRow(u"Banners: icon, what still works, one key"_s);
    auto *grid = new QGridLayout;
    m_column->addLayout(grid);
    int at = 0;
    const auto banner = [&](Mood mood, const QString &icon, const QString &sentence) {
        auto *made = new Banner(m_theme, Banner::Place::Page, this);
        made->setMessage({.mood = mood, .icon = icon, .sentence = sentence});
        grid->addWidget(made, at / 2, at % 2);
        ++at;
        return made;
    };
    banner(Mood::Warn, u"cloud_off"_s, u"Database away. Go on selling."_s);
    banner(Mood::Info, u"info"_s, u"A second tap does nothing."_s);
    banner(Mood::Danger, u"warning"_s, u"Disk almost full. Make room today."_s);
    banner(Mood::Ok, u"check"_s, u"Back again. 14 sales sent."_s);
}

void ComponentSheet::addTable()
{
    QHBoxLayout *row = addRow(u"Table"_s);
    auto *table = new QTableWidget(4, 3, this);
    table->setHorizontalHeaderLabels({u"Product"_s, u"Sold"_s, u"Sum"_s});
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(qRound(m_theme.px(9)));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setFocusPolicy(Qt::NoFocus);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    const QStringList cells {u"Medialuna"_s, u"140"_s,    u"322.00"_s,   u"Coffee"_s,
                             u"212"_s,       u"551.20"_s, u"Baguette"_s, u"64"_s,
                             u"115.20"_s,    u"Scone"_s,  u"20"_s,       u"46.00"_s};
    for (int i = 0; i < cells.size(); ++i) {
        auto *item = new QTableWidgetItem(cells.at(i));
        if (i % 3 > 0)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table->setItem(i / 3, i % 3, item);
    }
    table->setItemDelegate(new RowDelegate(m_theme, table));
    table->selectRow(1);
    table->setFixedHeight(m_theme.unit(46));
    row->addWidget(table, 1);
    row->addStretch(1);
}
