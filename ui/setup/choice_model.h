#pragma once

#include <QAbstractListModel>

/// One thing that can be chosen. A value.
struct Choice {
    QString value;
    QString words;
    bool operator==(const Choice &) const = default;
};

/// Choices of a list, and those of them that a search leaves. Owned by the choice sheet; main
/// thread.
class ChoiceModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int currentRole = Qt::UserRole; ///< Whether it is the present one.

    explicit ChoiceModel(QObject *parent = nullptr);

    void setChoices(const QList<Choice> &choices, const QString &current);
    /// Leaves what contains each word of @p text, whatever its case and accents.
    void find(const QString &text);
    QString valueAt(int row) const { return m_choices.at(m_shown.at(row)).value; }
    int rowOf(const QString &value) const; ///< -1: not shown.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Choice> m_choices;
    QString m_current;
    QList<int> m_shown;
};

/// Whether @p text contains each word of @p searched, whatever their case and accents.
bool containsWords(const QString &text, const QString &searched);
