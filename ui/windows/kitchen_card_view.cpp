#include "kitchen_card_view.h"

#include "face.h"
#include "key_button.h"
#include "wrapped_lines.h"

#include <QPainter>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array itemStyles {Style::Price, Style::Tile, Style::Line, Style::Body,
                                 Style::Caption};
constexpr qreal keyMm = 11.5;

} // namespace

/// Sets a card from top to bottom in one size of its lines. Lives for one card.
class KitchenCardView::Typesetter
{
public:
    Typesetter(const KitchenCardView &view, int width, Style style)
        : m_view(view)
        , m_theme(view.m_theme)
        , m_style(style)
        , m_pad(m_theme.unit(3))
        , m_room(width - 2 * m_pad)
        , m_width(width)
    {
    }

    /// @p shown lines of the order, and a line about the rest.
    Layout set(size_t shown)
    {
        setHead();
        const KitchenCard &card = m_view.m_card;
        for (size_t i = 0; i < std::min(shown, card.items.size()); ++i)
            setItem(card.items[i]);
        if (shown < card.items.size()) {
            m_layout.hidden = int(card.items.size() - shown);
            setLines(KitchenCardView::tr("%n more lines: see the orders board", nullptr,
                                         m_layout.hidden),
                     m_theme.font(Style::Line, Weight::Black), Role::Danger);
        }
        setNote();
        m_layout.keysTop = m_y + m_theme.unit(2);
        return m_layout;
    }

    qreal height() const { return m_layout.keysTop + m_theme.px(keyMm) + m_pad + m_theme.edge(); }

private:
    void put(const QRectF &box, const NameLayout &text, Role role)
    {
        m_layout.texts.push_back({box, text, role});
    }

    /// On its coloured ground: number and code, the time that has gone; below, for when and whom.
    void setHead()
    {
        const KitchenCard &card = m_view.m_card;
        const Role ink = m_view.headInk();
        m_y = m_theme.unit(2);
        const QString code =
            m_view.m_number > 0 ? u"%1 · %2"_s.arg(m_view.m_number).arg(card.code) : card.code;
        const NameLayout time =
            layOutLine(card.elapsed, m_theme.font(Style::Price, Weight::Black), m_room);
        const qreal codeRoom = m_room - time.width - m_theme.unit(3);
        const NameLayout big =
            layOutLine(code, m_theme.steppedFont(Style::SumKey, code, codeRoom, 4), codeRoom);
        put({qreal(m_pad), m_y, codeRoom, big.height()}, big, ink);
        put({m_pad + m_room - time.width, m_y + (big.height() - time.height()) / 2, time.width,
             time.height()},
            time, ink);
        m_y += big.height();
        QStringList second {card.unusual,
                            card.begun ? KitchenCardView::tr("Being made") : QString(), card.pickup,
                            card.name};
        second.removeAll(QString());
        setLines(second.join(u" · "_s), m_theme.font(Style::LineSum, Weight::Bold), ink);
        m_layout.head = {0, 0, qreal(m_width), m_y + m_theme.unit(1)};
        m_y += m_theme.unit(3);
    }

    void setLines(const QString &text, const QFont &font, Role role)
    {
        if (text.isEmpty())
            return;
        for (const NameLayout &line : wrappedLines(text, font, m_room)) {
            put({qreal(m_pad), m_y, m_room, line.height()}, line, role);
            m_y += line.height();
        }
        m_y += m_theme.unit(1);
    }

    void setItem(const KitchenCard::Item &item)
    {
        const QFont bold = m_theme.font(m_style, Weight::Black);
        const NameLayout quantity = layOutLine(item.quantity, bold, m_room);
        const qreal column = std::max(quantity.width + m_theme.unit(2), m_theme.px(9));
        put({qreal(m_pad), m_y, column, quantity.height()}, quantity, Role::Ink);
        for (const NameLayout &line :
             wrappedLines(item.name, m_theme.font(m_style, Weight::Bold), m_room - column)) {
            put({m_pad + column, m_y, m_room - column, line.height()}, line, Role::Ink);
            m_y += line.height();
        }
        m_y += m_theme.unit(1);
    }

    void setNote()
    {
        if (m_view.m_card.note.isEmpty())
            return;
        const qreal pad = m_theme.unit(2);
        const qreal top = m_y + m_theme.unit(1);
        m_y = top + pad;
        for (const NameLayout &line :
             wrappedLines(m_view.m_card.note, m_theme.font(Style::LineSum, Weight::Bold),
                          m_room - 2 * pad)) {
            put({m_pad + pad, m_y, m_room - 2 * pad, line.height()}, line, Role::Warn);
            m_y += line.height();
        }
        m_y += pad;
        m_layout.note = {qreal(m_pad), top, m_room, m_y - top};
        m_y += m_theme.unit(1);
    }

    const KitchenCardView &m_view;
    const Theme &m_theme;
    const Style m_style;
    const int m_pad;
    const qreal m_room;
    const int m_width;
    qreal m_y = 0;
    Layout m_layout;
};

KitchenCardView::KitchenCardView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bump(new KeyButton(theme, tr("Start"), u"loaf"_s, this))
    , m_ticket(new KeyButton(theme, tr("Ticket"), u"printer"_s, this))
{
    m_bump->setObjectName(u"bumpKey"_s);
    m_bump->setTextStyle(Style::LineSum);
    m_ticket->setObjectName(u"ticketKey"_s);
    m_ticket->hide();
    connect(m_bump, &KeyButton::clicked, this, [this] { emit bumpAsked(m_card.publicId); });
    connect(m_ticket, &KeyButton::clicked, this, [this] { emit ticketAsked(m_card.publicId); });
}

void KitchenCardView::show(const KitchenCard &card, int number)
{
    setVisible(true);
    if (m_card == card && m_number == number)
        return;
    m_card = card;
    m_number = number;
    m_bump->setWords(card.begun ? tr("Ready") : tr("Start"));
    m_bump->setIconName(card.begun ? u"check"_s : u"loaf"_s);
    m_bump->setKind(card.begun ? KeyButton::Kind::Accent : KeyButton::Kind::Plain);
    m_bump->setAccessibleName(u"%1, %2"_s.arg(m_bump->text(), card.code));
    m_ticket->setWords(ticketWords());
    m_ticket->setKind(card.ticket == TicketState::Unsure || card.ticket == TicketState::Waiting
                          ? KeyButton::Kind::Danger
                          : KeyButton::Kind::Plain);
    m_ticket->setAccessibleName(u"%1, %2"_s.arg(m_ticket->text(), card.code));
    setAccessibleName(card.spoken());
    update();
}

QString KitchenCardView::ticketWords() const
{
    if (!m_card.ticket)
        return tr("Ticket");
    switch (*m_card.ticket) {
    case TicketState::Printing:
        return tr("Prints");
    case TicketState::Printed:
        return tr("Print again");
    case TicketState::Waiting:
        return tr("Not printed");
    case TicketState::Unsure:
        return tr("Printed?");
    }
    Q_UNREACHABLE();
}

void KitchenCardView::setTicketsOffered(bool offered)
{
    m_ticket->setVisible(offered);
    placeKeys();
}

int KitchenCardView::heightFor(int width, int most)
{
    for (const Style style : itemStyles) {
        Typesetter typesetter(*this, width, style);
        m_layout = typesetter.set(m_card.items.size());
        m_hidden = 0;
        if (typesetter.height() <= most)
            return qCeil(typesetter.height());
    }
    for (size_t shown = m_card.items.size(); shown > 0; --shown) {
        Typesetter typesetter(*this, width, itemStyles.back());
        m_layout = typesetter.set(shown - 1);
        m_hidden = m_layout.hidden;
        if (typesetter.height() <= most)
            return qCeil(typesetter.height());
    }
    return most;
}

void KitchenCardView::resizeEvent(QResizeEvent *)
{
    placeKeys();
}

void KitchenCardView::placeKeys()
{
    const int pad = m_theme.unit(3);
    const int gap = m_theme.gap();
    const int high = qRound(m_theme.px(keyMm));
    const int top = height() - m_theme.edge() - pad - high;
    const int room = width() - 2 * pad;
    const bool both = !m_ticket->isHidden();
    const int ticket = both ? std::max(room * 2 / 5, m_ticket->sizeHint().width()) : 0;
    m_bump->setGeometry(pad, top, both ? room - ticket - gap : room, high);
    m_ticket->setGeometry(pad + room - ticket, top, ticket, high);
}

Role KitchenCardView::headRole() const
{
    switch (m_card.mood) {
    case KitchenCard::Mood::Late:
        return Role::Danger;
    case KitchenCard::Mood::Waiting:
        return Role::WarnTint;
    case KitchenCard::Mood::Calm:
        break;
    }
    return m_card.begun ? Role::AccentTint : Role::Sunk;
}

Role KitchenCardView::headInk() const
{
    return m_card.mood == KitchenCard::Mood::Late ? Role::OnDanger : Role::Ink;
}

void KitchenCardView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Face face = keyFace(m_theme);
    face.fill = m_theme.color(Role::Surface);
    paintFace(painter, rect(), face);
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(headRole()));
    painter.setClipRect(m_layout.head);
    const qreal line = m_theme.line();
    painter.drawRoundedRect(m_layout.head.adjusted(line, line, -line, m_theme.radius()),
                            m_theme.radius(), m_theme.radius());
    painter.restore();
    if (!m_layout.note.isEmpty()) {
        painter.setPen(QPen(m_theme.color(Role::Warn), m_theme.line()));
        painter.setBrush(m_theme.color(Role::WarnTint));
        painter.drawRoundedRect(m_layout.note, m_theme.radius(), m_theme.radius());
    }
    for (const Text &text : m_layout.texts) {
        painter.setPen(m_theme.color(text.role));
        text.text.paint(painter, text.box);
    }
}

bool KitchenCardView::textFits() const
{
    return std::ranges::all_of(m_layout.texts, [](const Text &text) { return text.text.fits; })
        && m_bump->textFits() && (m_ticket->isHidden() || m_ticket->textFits());
}
