#include "text_field.h"

#include "field_frame.h"
#include "text_label.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

TextField::TextField(const Theme &theme, const QString &label, LabelPlace place, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_labelText(new TextLabel(theme, Style::Line, label, this))
    , m_frame(new FieldFrame(theme, FieldFrame::Ground::Page, this))
    , m_edit(&m_frame->edit())
    , m_below(new TextLabel(theme, Style::Caption, {}, this))
    , m_errorIcon(new QLabel(this))
    , m_grid(new QGridLayout(this))
{
    m_labelText->setLook(Style::Line, Weight::Bold);
    m_labelText->setBuddy(m_edit);
    m_below->setWordWrap(true);
    m_edit->setAccessibleName(label);
    setFocusProxy(m_edit);
    build(place);
    connect(m_edit, &QLineEdit::textEdited, this, &TextField::textEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &TextField::accepted);
    connect(m_edit, &QLineEdit::editingFinished, this, &TextField::editingFinished);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

/// The line says that it lost the focus while it is taken apart with the field.
TextField::~TextField()
{
    m_edit->disconnect(this);
}

void TextField::build(LabelPlace place)
{
    m_grid->setContentsMargins({});
    const bool above = place == LabelPlace::Above;
    const int column = place == LabelPlace::Left ? 1 : 0;
    m_labelText->setVisible(place != LabelPlace::Hidden);
    if (place != LabelPlace::Hidden)
        m_grid->addWidget(m_labelText, 0, 0, 1, above ? 2 : 1);
    m_grid->addWidget(m_frame, above ? 1 : 0, column, 1, 2);
    m_grid->addWidget(m_errorIcon, 2, column, Qt::AlignTop);
    m_grid->addWidget(m_below, 2, column + 1);
    m_grid->setColumnStretch(column + 1, 1);
}

void TextField::dress()
{
    const bool wrong = !m_error.isEmpty();
    m_grid->setVerticalSpacing(m_theme.unit(1));
    m_grid->setHorizontalSpacing(wrong ? m_theme.unit(1.5) : 0);
    m_below->setLook(Style::Caption, wrong ? Weight::Bold : Weight::Regular);
    m_below->setRole(wrong ? Role::Danger : Role::Ink2);
    m_below->setText(wrong ? m_error : m_help);
    m_below->setVisible(!m_below->text().isEmpty());
    m_errorIcon->setVisible(wrong);
    const int side = qRound(m_theme.textPx(Style::Caption) * 1.15);
    m_errorIcon->setPixmap(m_theme.icon(u"warning"_s, m_theme.color(Role::Danger), side,
                                        devicePixelRatioF(), Stroke::Strong));
    m_edit->setAccessibleDescription(m_below->text());
}

void TextField::setUnit(const QString &unit)
{
    m_frame->setUnit(unit);
}

void TextField::setIconName(const QString &icon)
{
    m_frame->setIconName(icon);
}

void TextField::setHelp(const QString &help)
{
    m_help = help;
    dress();
}

void TextField::setError(const QString &error)
{
    m_error = error;
    m_frame->setState(error.isEmpty() ? FieldFrame::State::Plain : FieldFrame::State::Wrong);
    dress();
}

void TextField::setLocked(bool locked)
{
    m_frame->setState(locked ? FieldFrame::State::Locked : FieldFrame::State::Plain);
}

void TextField::setTextStyle(Style style, Weight weight)
{
    m_frame->setTextStyle(style, weight);
}
