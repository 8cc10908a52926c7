#pragma once

#include "https_desk.h"

#include <QWidget>

class CodeView;
class FingerprintView;
class TextLabel;
class Theme;

/// How HTTPS stands: where it is served, until when its certificate is valid, and the fingerprint
/// as text and as a code; or that it is off, or why it cannot be served. Stands above the settings
/// of the network. Owned by the list of settings; main thread.
class CertificatePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CertificatePanel)
public:
    CertificatePanel(const Theme &theme, QWidget *parent);

    /// @p now decides how many days are left.
    void show(const HttpsState &state, const QDateTime &now);
    int heightFor(int width) const;
    void place(const QRect &box); ///< In its parent; as high as heightFor() says.
    bool textFits() const; ///< At its present size; for tests.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Places;
    Places placesFor(int width) const;
    void build();
    void showFacts(const CertificateFacts &facts, const QDateTime &now);
    QList<QWidget *> lines() const;

    const Theme &m_theme;
    TextLabel *m_title;
    TextLabel *m_sentence;
    TextLabel *m_validity;
    TextLabel *m_names;
    TextLabel *m_caption;
    FingerprintView *m_fingerprint;
    TextLabel *m_help;
    CodeView *m_code;
};
