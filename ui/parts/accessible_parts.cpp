#include "accessible_parts.h"

#include "stepper.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {
/// A stepper is read out as a spin box with its number.
class AccessibleStepper final : public QAccessibleWidget
{
public:
    explicit AccessibleStepper(Stepper *stepper)
        : QAccessibleWidget(stepper, QAccessible::SpinBox)
        , m_stepper(*stepper)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_stepper.text() : QAccessibleWidget::text(kind);
    }

private:
    Stepper &m_stepper;
};

QAccessibleInterface *makeInterface(const QString &name, QObject *object)
{
    static const QHash<QString, QAccessible::Role> roles {
        {u"BadgeLabel"_s, QAccessible::StaticText},
        {u"Banner"_s, QAccessible::AlertMessage},
        {u"Segment"_s, QAccessible::Grouping},
        {u"Keypad"_s, QAccessible::Grouping},
        {u"Sheet"_s, QAccessible::Pane},
    };
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
    if (auto *stepper = qobject_cast<Stepper *>(widget); stepper && name == "Stepper"_L1)
        return new AccessibleStepper(stepper);
    const auto role = roles.constFind(name);
    return role == roles.constEnd() ? nullptr : new QAccessibleWidget(widget, *role);
}
}

void installAccessibleParts()
{
    QAccessible::installFactory(makeInterface);
}
