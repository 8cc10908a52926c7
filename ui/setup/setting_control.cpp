#include "setting_control.h"

#include "choice_field.h"
#include "lines_field.h"
#include "segment.h"
#include "stepper.h"
#include "switch.h"
#include "text_field.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostWords = 4; ///< Of a segment.
constexpr qint64 mostSteps = 30; ///< Of a stepper; more is typed.

QString titleOf(const SettingRow &row)
{
    return settingWords(row.key).title;
}

/// Yes or no.
class SwitchControl final : public SettingControl
{
public:
    SwitchControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_switch(new Switch(theme, titleOf(row), this))
    {
        m_switch->setObjectName(row.key + u"Switch"_s);
        hold(m_switch, Width::Own);
        connect(m_switch, &Switch::clicked, this,
                [this](bool on) { emit edited(on ? u"yes"_s : u"no"_s); });
    }
    void setValue(const QString &value) override { m_switch->setChecked(value == "yes"_L1); }

private:
    Switch *m_switch;
};

/// Up to four words.
class SegmentControl final : public SettingControl
{
public:
    SegmentControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_choices(row.range.split(u'|'))
        , m_segment(new Segment(theme, titleOf(row), this))
    {
        QList<Segment::Word> words;
        for (const QString &choice : m_choices)
            words.append({choiceWords(row.key, choice), {}});
        m_segment->setWords(words);
        m_segment->setObjectName(row.key + u"Segment"_s);
        hold(m_segment, Width::Whole);
        connect(m_segment, &Segment::chosen, this,
                [this](int word) { emit edited(m_choices.at(word)); });
    }
    void setValue(const QString &value) override
    {
        m_segment->choose(int(std::max<qsizetype>(0, m_choices.indexOf(value))));
    }
    bool textFits() const override { return m_segment->textFits(); }

private:
    QStringList m_choices;
    Segment *m_segment;
};

/// More than four choices.
class ListControl final : public SettingControl
{
public:
    ListControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_row(row)
        , m_field(new ChoiceField(theme, titleOf(row), this))
    {
        m_field->setObjectName(row.key + u"List"_s);
        hold(m_field, Width::Whole);
        connect(m_field, &ChoiceField::clicked, this, &SettingControl::listAsked);
    }
    void setValue(const QString &value) override { m_field->setWords(shownValue(m_row, value)); }
    bool textFits() const override { return m_field->textFits(); }

private:
    const SettingRow &m_row;
    ChoiceField *m_field;
};

/// A number of a short range.
class StepperControl final : public SettingControl
{
public:
    StepperControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_stepper(new Stepper(theme, titleOf(row), this))
    {
        m_stepper->setRange(row.range.section(u'-', 0, 0).toInt(),
                            row.range.section(u'-', 1, 1).toInt());
        m_stepper->setObjectName(row.key + u"Stepper"_s);
        hold(m_stepper, Width::Own);
        connect(m_stepper, &Stepper::valueChanged, this,
                [this](int value) { emit edited(QString::number(value)); });
    }
    void setValue(const QString &value) override { m_stepper->setValue(value.toInt()); }

private:
    Stepper *m_stepper;
};

/// Everything else that stands in one line.
class FieldControl final : public SettingControl
{
public:
    FieldControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_field(new TextField(theme, titleOf(row), TextField::LabelPlace::Hidden, this))
    {
        m_field->setUnit(settingWords(row.key).unit);
        m_field->edit().setObjectName(row.key + u"Field"_s);
        // A password may be in it.
        if (row.secret || row.type == SettingRow::Type::Database)
            m_field->edit().setEchoMode(QLineEdit::PasswordEchoOnEdit);
        hold(m_field, Width::Whole);
        connect(m_field, &TextField::textEdited, this, &SettingControl::edited);
    }
    void setValue(const QString &value) override
    {
        if (m_field->text() != value)
            m_field->setText(value);
    }
    void setError(const QString &error) override { m_field->setError(error); }

private:
    TextField *m_field;
};

/// Some lines.
class LinesControl final : public SettingControl
{
public:
    LinesControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_field(new LinesField(theme, titleOf(row), this))
    {
        m_field->edit().setObjectName(row.key + u"Lines"_s);
        hold(m_field, Width::Whole);
        connect(m_field, &LinesField::textEdited, this, &SettingControl::edited);
    }
    void setValue(const QString &value) override { m_field->setText(value); }
    void setError(const QString &error) override { m_field->setError(error); }

private:
    LinesField *m_field;
};

/// What cannot be changed here.
class LockedControl final : public SettingControl
{
public:
    LockedControl(const Theme &theme, const SettingRow &row, QWidget *parent)
        : SettingControl(parent)
        , m_row(row)
        , m_field(new TextField(theme, titleOf(row), TextField::LabelPlace::Hidden, this))
    {
        m_field->setLocked(true);
        m_field->setUnit(settingWords(row.key).unit);
        m_field->edit().setObjectName(row.key + u"Locked"_s);
        m_hidden = row.secret || row.type == SettingRow::Type::Database;
        if (m_hidden)
            m_field->edit().setEchoMode(QLineEdit::Password);
        hold(m_field, Width::Whole);
    }
    void setValue(const QString &value) override
    {
        // Not even the length of a secret is told.
        const QString dots(value.isEmpty() ? 0 : hiddenLength, u'x');
        m_field->setText(m_hidden ? dots : shownValue(m_row, value));
        m_field->edit().setCursorPosition(0);
    }

private:
    static constexpr int hiddenLength = 8;

    const SettingRow &m_row;
    bool m_hidden = false;
    TextField *m_field;
};

SettingControl *makeChoice(const Theme &theme, const SettingRow &row, QWidget *parent)
{
    if (row.range == "yes|no"_L1)
        return new SwitchControl(theme, row, parent);
    if (row.range.count(u'|') < mostWords)
        return new SegmentControl(theme, row, parent);
    return new ListControl(theme, row, parent);
}

} // namespace

void SettingControl::hold(QWidget *part, Width width)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(part, width == Width::Whole ? 1 : 0);
    if (width == Width::Own)
        layout->addStretch(1);
    setFocusProxy(part->focusProxy() ? part->focusProxy() : part);
}

SettingControl *makeSettingControl(const Theme &theme, const SettingRow &row, QWidget *parent)
{
    switch (row.type) {
    case SettingRow::Type::Choice:
        return makeChoice(theme, row, parent);
    case SettingRow::Type::Zone:
        return new ListControl(theme, row, parent);
    case SettingRow::Type::Lines:
        return new LinesControl(theme, row, parent);
    case SettingRow::Type::Integer: {
        const qint64 least = row.range.section(u'-', 0, 0).toLongLong();
        const qint64 most = row.range.section(u'-', 1, 1).toLongLong();
        if (most - least <= mostSteps)
            return new StepperControl(theme, row, parent);
        break;
    }
    default:
        break;
    }
    return new FieldControl(theme, row, parent);
}

SettingControl *makeLockedControl(const Theme &theme, const SettingRow &row, QWidget *parent)
{
    return new LockedControl(theme, row, parent);
}
