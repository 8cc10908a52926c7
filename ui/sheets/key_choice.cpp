#include "key_choice.h"

#include "choice_key.h"
#include "theme.h"

#include <QButtonGroup>
#include <QGridLayout>

KeyChoice::KeyChoice(const Theme &theme, const QStringList &words, int columns, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_grid->setContentsMargins({});
    for (int i = 0; i < words.size(); ++i) {
        auto *key = new ChoiceKey(theme, words.at(i), this);
        m_group->addButton(key, i);
        m_grid->addWidget(key, i / columns, i % columns);
        m_keys << key;
    }
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
    connect(m_group, &QButtonGroup::idClicked, this, &KeyChoice::chosen);
    connect(&theme, &Theme::changed, this, &KeyChoice::dress);
    dress();
}

void KeyChoice::dress()
{
    m_grid->setSpacing(m_theme.gap());
}

int KeyChoice::chosenKey() const
{
    return m_group->checkedId();
}

void KeyChoice::choose(int key)
{
    m_group->setExclusive(false);
    for (int i = 0; i < m_keys.size(); ++i)
        m_keys.at(i)->setChecked(i == key);
    m_group->setExclusive(true);
}
