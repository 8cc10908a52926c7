#pragma once

#include "tagged_page.h"

#include <QHash>

#include <optional>

/// A language that the page speaks.
struct PageLanguage {
    QString code; ///< "de"
    QString name; ///< "Deutsch", in itself.
};

/// The files of the customers' page, embedded from resources/web and resources/icons. Lives in the
/// api thread.
class WebFiles
{
public:
    WebFiles();

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
    QHash<QByteArray, Entry> m_files;
    std::vector<PageLanguage> m_languages;
};
