#include "sheet.h"

#include "accessible_parts.h"
#include "text_label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <chrono>

using namespace Qt::StringLiterals;

namespace {
bool isTap(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::TouchBegin:
        return true;
    default:
        return false;
    }
}
}

MonotonicMs steadyMs()
{
    return [] {
        using namespace std::chrono;
        return qint64(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
    };
}

Sheet::Sheet(const Theme &theme, QWidget *parent, MonotonicMs clock)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(std::move(clock))
    , m_column(new QVBoxLayout(this))
    , m_head(new QHBoxLayout)
    , m_title(new TextLabel(theme, Style::Head, {}, this))
    , m_footBox(new QWidget(this))
    , m_back(new KeyButton(theme, {}, u"back"_s, m_footBox))
{
    installAccessibleParts();
    m_foot = new QHBoxLayout(m_footBox);
    build();
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    connect(m_back, &KeyButton::clicked, this, &Sheet::backAsked);
    dress();
}

void Sheet::build()
{
    m_head->addWidget(m_title, 1);
    m_column->addLayout(m_head);
    m_column->addStretch(1);
    m_column->addWidget(m_footBox);
    m_foot->setContentsMargins({});
    m_foot->addWidget(m_back);
    m_foot->addStretch(1);
    m_back->hide();
    m_footBox->hide();
}

void Sheet::dress()
{
    const int padding = m_padding < 0 ? m_theme.unit(5) : m_padding;
    m_column->setContentsMargins(padding, padding, padding, padding);
    m_column->setSpacing(m_theme.unit(4));
    m_head->setSpacing(m_theme.unit(5));
    m_foot->setSpacing(m_theme.gap());
    update();
}

void Sheet::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Sheet::title() const
{
    return m_title->text();
}

void Sheet::setTitleSide(QWidget *widget)
{
    m_head->addWidget(widget);
}

void Sheet::setContent(QWidget *content)
{
    Q_ASSERT(!m_content);
    m_content = content;
    delete m_column->takeAt(1); // The stretch that kept its place.
    m_column->insertWidget(1, content, 1);
}

void Sheet::setPadding(int px)
{
    m_padding = px;
    dress();
}

void Sheet::setBackWords(const QString &words)
{
    m_back->setWords(words);
    m_back->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        m_footBox->show();
}

KeyButton &Sheet::setMainKey(const QString &words, const QString &icon, KeyButton::Kind kind)
{
    if (!m_main) {
        m_main = new KeyButton(m_theme, words, m_footBox);
        m_foot->addWidget(m_main);
    }
    m_main->setWords(words);
    m_main->setIconName(icon);
    m_main->setKind(kind);
    m_footBox->show();
    return *m_main;
}

KeyButton &Sheet::addFootKey(const QString &words, const QString &icon)
{
    auto *key = new KeyButton(m_theme, words, icon, m_footBox);
    m_foot->insertWidget(m_main ? m_foot->indexOf(m_main) : m_foot->count(), key);
    m_footBox->show();
    return *key;
}

void Sheet::addFootWidget(QWidget *widget)
{
    m_foot->insertWidget(1, widget);
    m_footBox->show();
}

void Sheet::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_shownAt = m_clock();
    qApp->installEventFilter(this);
}

void Sheet::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    qApp->removeEventFilter(this);
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (!isTap(*event))
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || (widget != this && !isAncestorOf(widget)))
        return false;
    if (m_clock() - m_shownAt < deafMs)
        return true;
    qApp->removeEventFilter(this);
    return false;
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit backAsked();
    else
        QWidget::keyPressEvent(event);
}

void Sheet::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Role::Bg));
}
