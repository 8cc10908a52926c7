#pragma once

#include "catalogue_row.h"
#include "result.h"

#include <QFuture>
#include <QWidget>

#include <functional>

class FileField;
class KeyButton;
class ProblemList;
class TextLabel;
class Theme;

/// "Import goods from a CSV file": what the file must hold, the file, the key, and what came of it:
/// a sentence, or the bad lines. Owned by its parent, main thread.
class ImportPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportPanel)
public:
    struct Words {
        QString title;
        QString help;
        QString key;
    };
    using Import = std::function<QFuture<Result<ImportSummary>>(const QByteArray &csv)>;

    ImportPanel(const Theme &theme, const Words &words, QWidget *parent);

    /// Without one nothing can be imported.
    void setImport(const Import &import);
    FileField &file() { return *m_file; }
    KeyButton &importKey() { return *m_key; }
    QString outcome() const; ///< The sentence that is shown.
    bool textFits() const;

signals:
    void imported(); ///< The file is in.

private:
    void build();
    void dress();
    void start();
    void bring(const QByteArray &csv);
    void tell(const Result<ImportSummary> &summary);
    void say(const QString &sentence, bool good);

    const Theme &m_theme;
    Import m_import;
    bool m_busy = false;
    TextLabel *m_title;
    TextLabel *m_help;
    FileField *m_file;
    KeyButton *m_key;
    TextLabel *m_outcome;
    ProblemList *m_problems;
};
