#pragma once

#include "result.h"

#include <QHash>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>

class PictureDesk;

/// Pictures of goods: files in the folder `pictures` of the data directory, named as the goods
/// ("Rye bread.jpg"), else what the customers' page shows of them. Read and scaled on other
/// threads; until then, and without one, a tile shows its glyph. Owned by the counter window's
/// maker; main thread.
class PictureShelf final : public QObject
{
    Q_OBJECT
public:
    explicit PictureShelf(QString folder, QObject *parent = nullptr);

    /// For the pictures of the customers' page; outlives the shelf.
    void setDesk(PictureDesk &desk) { m_desk = &desk; }
    /// Looks at the folder again, on another thread.
    void refresh();
    /// Square, @p px device-independent pixels wide; null when there is none or not yet.
    /// @p kept is the name of the one on the page, as Product::picture.
    QPixmap picture(const QString &productName, const QString &kept, int px, qreal ratio);

signals:
    void changed();

private:
    void load(const QString &name, int side, qreal ratio);
    void take(const QString &name, const Result<QImage> &image, int side, qreal ratio);

    const QString m_folder;
    PictureDesk *m_desk = nullptr;
    QHash<QString, QString> m_files; // by lower-case name without its end
    QHash<QString, QPixmap> m_pictures; // by the same, or as they are kept
    QSet<QString> m_loading;
    int m_side = 0; // of the pictures held
};
