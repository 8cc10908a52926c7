#include "price_reason.h"

#include "key_choice.h"
#include "text_field.h"
#include "text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestReason = 100;
}

PriceReason::PriceReason(const Theme &theme, int columns, QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLabel(theme, Style::Body, tr("Reason"), this))
    , m_keys(new KeyChoice(theme, reasons() << tr("Other"), columns, this))
    , m_other(new TextField(theme, tr("Reason in words"), TextField::LabelPlace::Hidden, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_label);
    column->addWidget(m_keys);
    column->addWidget(m_other);
    m_label->setLook(Style::Body, Weight::Bold);
    m_label->setRole(Role::Ink2);
    m_keys->setObjectName(u"reasonKeys"_s);
    m_other->setObjectName(u"reasonField"_s);
    m_other->edit().setMaxLength(longestReason);
    const auto dress = [column, &theme] { column->setSpacing(theme.gap()); };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    showField();
    connect(m_keys, &KeyChoice::chosen, this, [this](int key) {
        showField();
        if (key == reasons().size())
            m_other->edit().setFocus(Qt::OtherFocusReason);
        emit changed();
    });
    connect(m_other, &TextField::textEdited, this, &PriceReason::changed);
    connect(m_other, &TextField::accepted, this, &PriceReason::accepted);
}

QStringList PriceReason::reasons()
{
    return {tr("Staff"), tr("Regular customer"), tr("Damaged"), tr("Day-old")};
}

void PriceReason::showField()
{
    m_other->setVisible(m_keys->chosenKey() == reasons().size());
}

QString PriceReason::reason() const
{
    const int key = m_keys->chosenKey();
    if (key < 0)
        return {};
    return key < reasons().size() ? reasons().at(key) : m_other->text().trimmed();
}

void PriceReason::setReason(const QString &reason)
{
    const int known = int(reasons().indexOf(reason));
    const int other = int(reasons().size());
    m_keys->choose(reason.isEmpty() ? -1 : known >= 0 ? known : other);
    m_other->setText(known >= 0 ? QString() : reason);
    showField();
}

bool PriceReason::isTyping() const
{
    return m_other->edit().hasFocus();
}
