#include "segment.h"

#include "accessible_parts.h"
#include "face.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace {
/// Between the frame's outside and the chosen word's border.
int insetOf(const Theme &theme)
{
    return theme.line() + 1;
}
}

SegmentWord::SegmentWord(const Theme &theme, const QString &text, const QString &icon,
                         QWidget *parent)
    : PaintedButton(theme, text, parent)
    , m_icon(icon)
{
    setCheckable(true);
    setAutoExclusive(true);
    setActsOnPress(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SegmentWord::setShownIcon(const QString &icon)
{
    m_icon = icon;
    rearrange();
}

KeyContent SegmentWord::content() const
{
    return {.icon = m_icon, .text = text(), .font = theme().font(Style::Body, Weight::Bold)};
}

void SegmentWord::arrange()
{
    const int beside = theme().unit(1);
    m_layout = layOutKey(theme(), content(), QRectF(rect()).adjusted(beside, 1, -beside, -1));
}

QSize SegmentWord::sizeHint() const
{
    const QSizeF needed = layOutKey(theme(), content(), {0, 0, 1e5, 1e5}).needed;
    return {qRound(needed.width()) + theme().unit(6), theme().unit(14)};
}

void SegmentWord::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ink = theme().color(Role::Ink2);
    if (isChecked() || isDown()) {
        ink = theme().color(Role::Ink);
        const Face face {.fill = theme().color(isChecked() ? Role::Raised : Role::Surface),
                         .border = isChecked() ? ink : QColor(),
                         .borderWidth = theme().isContrast() ? 4.0 : 2.0,
                         .radius = theme().radius() - 2.0};
        paintFace(painter, rect(), face);
    }
    painter.setPen(ink);
    m_layout.text.paint(painter, m_layout.textBox, Qt::AlignHCenter | Qt::AlignVCenter);
    if (!m_layout.icon.isEmpty())
        painter.drawPixmap(
            m_layout.icon.topLeft(),
            theme().icon(m_icon, ink, qRound(m_layout.icon.width()), devicePixelRatioF()));
}

Segment::Segment(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    installAccessibleParts();
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        place();
        update();
    });
}

void Segment::setWords(const QList<Word> &words)
{
    Q_ASSERT(!words.isEmpty() && words.size() <= 4);
    qDeleteAll(m_words);
    m_words.clear();
    for (const Word &word : words) {
        auto *button = new SegmentWord(m_theme, word.text, word.icon, this);
        const int index = int(m_words.size());
        connect(button, &SegmentWord::clicked, this, [this, index] { emit chosen(index); });
        m_words << button;
        button->show();
    }
    m_words.first()->setChecked(true);
    updateGeometry();
    place();
}

int Segment::chosenWord() const
{
    const auto found = std::find_if(m_words.begin(), m_words.end(),
                                    [](const SegmentWord *word) { return word->isChecked(); });
    return int(found - m_words.begin());
}

void Segment::choose(int word)
{
    m_words.at(word)->setChecked(true);
}

bool Segment::textFits() const
{
    return std::all_of(m_words.begin(), m_words.end(),
                       [](const SegmentWord *word) { return word->textFits(); });
}

QSize Segment::sizeHint() const
{
    int widest = 0;
    for (const SegmentWord *word : m_words)
        widest = std::max(widest, word->sizeHint().width());
    return {widest * int(m_words.size()) + 2 * insetOf(m_theme), m_theme.unit(16)};
}

void Segment::place()
{
    const int inset = insetOf(m_theme);
    const QRect inner = rect().adjusted(inset, inset, -inset, -inset);
    const int count = int(m_words.size());
    for (int i = 0; i < count; ++i) {
        const int left = inner.width() * i / count;
        const int right = inner.width() * (i + 1) / count;
        const QRect box(inner.x() + left, inner.y(), right - left, inner.height());
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        m_words.at(i)->setGeometry(mirrored ? QStyle::visualRect(Qt::RightToLeft, inner, box)
                                            : box);
    }
}

void Segment::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFace(painter, rect(),
              {.fill = m_theme.color(Role::Sunk),
               .border = m_theme.color(Role::Line),
               .borderWidth = qreal(m_theme.line()),
               .radius = qreal(m_theme.radius())});
}

void Segment::resizeEvent(QResizeEvent *)
{
    place();
}

void Segment::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        place();
}
