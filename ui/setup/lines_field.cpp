#include "lines_field.h"

#include "face.h"
#include "text_label.h"
#include "theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr int linesShown = 4;
constexpr int lineEditMargin = 2; ///< That fields of one line have within themselves.
}

LinesField::LinesField(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QPlainTextEdit(this))
    , m_below(new TextLabel(theme, Style::Caption, {}, this))
{
    m_edit->setProperty("part", u"inner"_s);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setTabChangesFocus(true);
    m_edit->setAccessibleName(name);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    m_below->setLook(Style::Caption, Weight::Bold);
    m_below->setRole(Role::Danger);
    m_below->setWordWrap(true);
    m_below->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_edit);
    column->addWidget(m_below);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_quiet)
            emit textEdited(text());
    });
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    connect(&theme.keyboard(), &KeyboardUse::changed, this, [this] { update(); });
    dress();
}

void LinesField::dress()
{
    layout()->setSpacing(m_theme.unit(1));
    const QFont font = m_theme.font(Style::Line);
    m_edit->setFont(font);
    const int line = int(std::ceil(QFontMetricsF(font).lineSpacing()));
    const int side = m_theme.unit(3) + lineEditMargin;
    m_edit->setFixedHeight(linesShown * line + 2 * side);
    m_edit->document()->setDocumentMargin(side);
    update();
}

QString LinesField::text() const
{
    return m_edit->toPlainText();
}

void LinesField::setText(const QString &text)
{
    if (text == this->text())
        return;
    m_quiet = true;
    m_edit->setPlainText(text);
    m_quiet = false;
}

void LinesField::setError(const QString &error)
{
    m_below->setText(error);
    m_below->setVisible(!error.isEmpty());
    m_edit->setAccessibleDescription(error);
    update();
}

bool LinesField::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return false;
}

void LinesField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Face face {.fill = m_theme.color(Role::Surface),
               .border = m_theme.color(Role::Ink2),
               .borderWidth = 2,
               .radius = qreal(m_theme.radius())};
    if (!m_below->text().isEmpty()) {
        face.border = m_theme.color(Role::Danger);
        face.borderWidth = 3;
    } else if (m_edit->hasFocus()) {
        face.border = m_theme.color(m_theme.showsFocus() ? Role::Focus : Role::Ink);
        face.borderWidth = 3;
    }
    paintFace(painter, m_edit->geometry(), face);
}
