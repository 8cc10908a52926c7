#pragma once

#include <QDate>
#include <QDateTime>
#include <QProcess>
#include <QProcessEnvironment>

#include <memory>
#include <optional>
#include <vector>

/// A sale that a till acknowledged.
struct SoldLine {
    qint64 number = 0;
    qint64 totalMinor = 0;
    QDateTime soldAt; ///< UTC.
    QDate businessDay;
    bool suspect = false;
};

/// The program selling_till in a data directory: a counter without its window, which can be killed.
/// Owned by a test; main thread.
class TillProcess final
{
public:
    explicit TillProcess(QString data)
        : m_data(std::move(data))
    {
    }
    ~TillProcess();
    Q_DISABLE_COPY_MOVE(TillProcess)

    /// Of the starts to come.
    void setVariable(const QString &name, const QString &value);
    /// Returns once it can sell. False when it ended or takes too long.
    bool start();
    /// What it acknowledged; less than @p count when it refused one or died.
    std::vector<SoldLine> sell(int count);
    bool databaseUp();
    /// Entries that the database is not known to hold; -1 when it does not say.
    qint64 waiting();
    void kill();
    /// What it complained of since its start.
    QByteArray complaints();

private:
    std::optional<QStringList> ask(const QString &line);
    std::optional<QStringList> nextLine();
    QStringList state();

    const QString m_data;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<QProcess> m_process;
};
