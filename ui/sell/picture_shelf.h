#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>

/// Pictures of goods: files in the folder `pictures` of the data directory, named as the goods
/// ("Rye bread.jpg"). Read and scaled on other threads; until then, and without a file, a tile
/// shows its glyph. Owned by the counter window's maker; main thread.
class PictureShelf final : public QObject
{
    Q_OBJECT
public:
    explicit PictureShelf(QString folder, QObject *parent = nullptr);

    /// Looks at the folder again, on another thread.
    void refresh();
    /// Square, @p px device-independent pixels wide; null when there is none or not yet.
    QPixmap picture(const QString &productName, int px, qreal ratio);

signals:
    void changed();

private:
    void load(const QString &name, int side, qreal ratio);

    const QString m_folder;
    QHash<QString, QString> m_files; // by lower-case name without its end
    QHash<QString, QPixmap> m_pictures;
    QSet<QString> m_loading;
    int m_side = 0; // of the pictures held
};
