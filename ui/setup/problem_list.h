#pragma once

#include <QListView>
#include <QStringListModel>

class Theme;

/// The bad lines of a file, as many as are told. Hidden while there are none. Owned by its parent,
/// main thread.
class ProblemList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemList)
public:
    ProblemList(const Theme &theme, QWidget *parent);

    /// One problem a line, "line 7: …".
    void setProblems(const QString &lines);
    QStringList problems() const { return m_model.stringList(); }

private:
    void dress();

    const Theme &m_theme;
    QStringListModel m_model;
};
