#pragma once

#include "tagged_page.h"

#include <QHash>
#include <QJsonObject>

#include <optional>

/// A language that the page speaks.
struct PageLanguage {
    QString code; ///< "de"
    QString name; ///< "Deutsch", in itself.
};

/// The files of the customers' page, embedded from resources/web and resources/icons, and the
/// languages that a shop added. Lives in the api thread.
class WebFiles
{
public:
    /// @p languagesFolder may hold further files words-….json, a language each, and others in the
    /// place of embedded ones; words that such a file has not are said as before, or in English.
    /// One that cannot be used is passed over, with a line in the log.
    explicit WebFiles(const QString &languagesFolder = {});

    /// The answer with the file of that name ("page.js"); nothing where there is none.
    std::optional<Answer> answer(const QByteArray &name, const QByteArray &ifNoneMatch,
                                 const QByteArray &acceptEncoding);
    /// One for each file words-….json, by their codes.
    const std::vector<PageLanguage> &languages() const { return m_languages; }

private:
    /// A file ready to be sent.
    struct Entry {
        QByteArray contentType;
        TaggedPage page;
    };
    void add(const QString &name, const QByteArray &content);
    void addLanguage(const QString &code, const QString &path);

    QHash<QByteArray, Entry> m_files;
    QHash<QString, QJsonObject> m_words; ///< By the code of their language.
    std::vector<PageLanguage> m_languages;
};
