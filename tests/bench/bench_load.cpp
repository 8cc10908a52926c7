// bench_load port=N [word=value…]: clients on connections that stay open ask a server with this
// API, each as soon as its last request was answered, and one line of JSON says what became of
// that. The words are the fields of LoadPlan.

#include "load_client.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include <sys/epoll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRedials = 1'000; // A server that is gone does not come back.

/// All clients of a plan and the wait for whichever is answered next. Owned by main.
class Load
{
public:
    explicit Load(const LoadPlan &plan)
        : m_plan(plan)
        , m_requests(plan)
        , m_poll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }
    ~Load() { ::close(m_poll); }
    Q_DISABLE_COPY_MOVE(Load)

    /// Errors: false when the server cannot be reached.
    bool run()
    {
        for (int i = 0; i < m_plan.clients; ++i) {
            m_clients.push_back(std::make_unique<LoadClient>(m_plan, m_requests, m_account));
            if (!begin(*m_clients.back()))
                return false;
        }
        for (const std::unique_ptr<LoadClient> &client : m_clients)
            client->ask();
        const auto began = LoadClient::Clock::now();
        const auto end = began + std::chrono::seconds(m_plan.seconds);
        bool reached = true;
        while (reached && LoadClient::Clock::now() < end)
            reached = round();
        m_seconds = std::chrono::duration<double>(LoadClient::Clock::now() - began).count();
        return reached && hearTheLast();
    }

    const LoadAccount &account() const { return m_account; }
    double seconds() const { return m_seconds; }

private:
    bool begin(LoadClient &client) const
    {
        epoll_event event {};
        event.events = EPOLLIN;
        event.data.ptr = &client;
        return client.dial() && ::epoll_ctl(m_poll, EPOLL_CTL_ADD, client.socket(), &event) == 0;
    }

    /// Takes the answers that are still to come, so that nobody is served who has left. They count,
    /// their time does not: it is short against the run.
    bool hearTheLast()
    {
        constexpr std::chrono::seconds patience {15};
        const auto end = LoadClient::Clock::now() + patience;
        m_requests.finish();
        const auto waits = [](const auto &client) { return client->waits(); };
        while (std::ranges::any_of(m_clients, waits) && LoadClient::Clock::now() < end) {
            if (!round())
                return false;
        }
        return true;
    }

    bool round()
    {
        constexpr int patienceMs = 100;
        std::array<epoll_event, 64> events {};
        const int count = ::epoll_wait(m_poll, events.data(), int(events.size()), patienceMs);
        for (int i = 0; i < count; ++i) {
            auto &client = *static_cast<LoadClient *>(events.at(size_t(i)).data.ptr);
            if (client.read() || m_requests.finished())
                continue;
            if (++m_redials > mostRedials || !begin(client))
                return false;
            client.ask();
        }
        return count >= 0 || errno == EINTR;
    }

    const LoadPlan &m_plan;
    LoadRequests m_requests;
    LoadAccount m_account;
    const int m_poll;
    std::vector<std::unique_ptr<LoadClient>> m_clients;
    int m_redials = 0;
    double m_seconds = 0;
};

bool writeIds(const QString &path, const std::vector<qint64> &ids)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (const qint64 id : ids)
        file.write(QByteArray::number(id) + '\n');
    return file.flush();
}

int fail(const QString &why)
{
    std::fputs(qUtf8Printable(u"bench_load: "_s + why + u'\n'), stderr);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    LoadPlan plan;
    for (int i = 1; i < argc; ++i) {
        if (const QString fault = readWord(plan, QString::fromLocal8Bit(argv[i])); !fault.isEmpty())
            return fail(fault);
    }
    if (const QString fault = faultOf(plan); !fault.isEmpty())
        return fail(fault);
    Load load(plan);
    if (!load.run())
        return fail(u"the server does not answer"_s);
    if (!plan.idsFile.isEmpty() && !writeIds(plan.idsFile, load.account().placed))
        return fail(u"could not write "_s + plan.idsFile);
    const QJsonDocument said(load.account().json(load.seconds()));
    std::puts(said.toJson(QJsonDocument::Compact).constData());
    return 0;
}
