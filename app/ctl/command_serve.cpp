#include "commands.h"
#include "console.h"
#include "program_logs.h"
#include "service_notice.h"
#include "shop.h"
#include "stop_signal.h"
#include "system_clock.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

int serve(const Arguments &arguments)
{
    if (!arguments.words().isEmpty()) {
        complain(u"serve takes no arguments."_s);
        return 2;
    }
    ProgramLogs logs(arguments.settings());
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::stopAsked, qApp, &QCoreApplication::quit);
    auto home =
        DatabaseHome::open(arguments.settings(), u"bakehousectl serve"_s, DatabaseHome::Claim::Own);
    if (!home)
        return fail(home.error());
    logs.begin();
    bool schemaReady = false;
    if (const Result<void> started = (*home)->start(&schemaReady); !started)
        return fail(started.error());

    const SystemClock clock;
    const bool api =
        arguments.settings().text(u"api.enabled"_s) == "yes"_L1 && !arguments.has(u"no-api"_s);
    Shop shop(**home, arguments.settings(), clock,
              {.api = api, .worker = !arguments.has(u"no-worker"_s)});
    logs.countIn(shop.metrics());
    if (const Result<void> running = shop.start(schemaReady); !running)
        return fail(running.error());
    if (const std::optional<Error> &trouble = shop.httpsDesk().state().trouble)
        complain(u"bakehousectl: no HTTPS: "_s + describe(*trouble));
    const ApiUrls urls = shop.apiUrls();
    (*home)->publishApi(urls);
    ServiceNotice service([&shop] { return shop.stalledThreads(); });
    QObject::connect(&stop, &StopSignal::stopAsked, &service, &ServiceNotice::stopping);
    const QString served = u"%1 %2"_s.arg(urls.http, urls.https).trimmed();
    print(u"ready "_s + served);
    service.ready(served);
    if (stop.asked())
        return 0;
    return QCoreApplication::exec();
}

} // namespace

Command serveCommand()
{
    return {
        .name = u"serve"_s,
        .arguments = u"[--port N] [--listen ADDRESS]"_s,
        .summary = u"Run the database, the order worker and the HTTP API until SIGTERM."_s,
        .options = {{u"port"_s, u"Port of the API; 0 takes a free one."_s, u"number"_s},
                    {u"listen"_s, u"Address of the API (127.0.0.1 by default)."_s, u"address"_s},
                    QCommandLineOption(u"no-api"_s, u"Serve no HTTP API."_s),
                    QCommandLineOption(u"no-worker"_s, u"Leave the queue to other programs."_s)},
        .run = serve};
}
