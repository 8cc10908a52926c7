#pragma once

#include "choice_model.h"
#include "sheet.h"

class ChoiceDelegate;
class QListView;
class TextField;

/// A list to choose one thing from, with a search: covers its parent while it is open. Esc or Back
/// change nothing. Owned by its parent, main thread.
class ChoiceSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceSheet)
public:
    ChoiceSheet(const Theme &theme, QWidget *parent, MonotonicMs clock = steadyMs());

    /// What it covers of its parent; all of it at first.
    void setArea(const QRect &area);
    void open(const QString &title, const QList<Choice> &choices, const QString &current);
    QListView *list() const { return m_list; }
    TextField *searchField() const { return m_search; }
    bool textFits() const;

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void chosen(const QString &value);

private:
    void build();
    void take(const QModelIndex &index);
    bool moveInList(const QKeyEvent &key);

    QRect m_area;
    ChoiceModel *m_model;
    ChoiceDelegate *m_delegate;
    QListView *m_list;
    TextField *m_search;
};
