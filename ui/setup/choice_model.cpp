#include "choice_model.h"

#include "folded_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

bool containsWords(const QString &text, const QString &searched)
{
    const QString folded = foldedText(text);
    const QStringList words = foldedWords(searched);
    return std::ranges::all_of(words,
                               [&folded](const QString &word) { return folded.contains(word); });
}

ChoiceModel::ChoiceModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ChoiceModel::setChoices(const QList<Choice> &choices, const QString &current)
{
    m_choices = choices;
    m_current = current;
    find({});
}

void ChoiceModel::find(const QString &text)
{
    beginResetModel();
    m_shown.clear();
    for (int i = 0; i < m_choices.size(); ++i) {
        if (containsWords(m_choices.at(i).words + u' ' + m_choices.at(i).value, text))
            m_shown.append(i);
    }
    endResetModel();
}

int ChoiceModel::rowOf(const QString &value) const
{
    const auto found = std::ranges::find_if(
        m_shown, [&](int index) { return m_choices.at(index).value == value; });
    return found == m_shown.end() ? -1 : int(found - m_shown.begin());
}

int ChoiceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant ChoiceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Choice &choice = m_choices.at(m_shown.at(index.row()));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return choice.words;
    if (role == currentRole)
        return choice.value == m_current;
    return {};
}
