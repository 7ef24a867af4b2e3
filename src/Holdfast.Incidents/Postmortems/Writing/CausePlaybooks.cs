using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>One entry for each cause that the diagnosis knows, and one for those it does not.</summary>
internal static class CausePlaybooks
{
    private static readonly CausePlaybook[] All =
    [
        new("pool-exhaustion", "refused requests while its connections ran dry", "Every connection was busy; nobody had told the queue.",
            "The missing control is a limit of connections that fits the load, with a warning before it is reached.",
            ["The limit of connections of pool {pool} fits what its servers accept, and queues end before callers give up.", "The use of connections is watched as closely as errors are."],
            "set limits.connections of pool {pool} to what one of its servers accepts and load test it with `holdfast load --find-max`",
            "alert when pool {pool} uses 80 % of its connections for 60 s",
            "add the steps that change limits.connections of pool {pool} to the runbook",
            "no more than 1 % of the requests to pool {pool} fail") { IsAhead = true },
        new("surge", "was asked for more than it could serve", "Everybody came at once, and the doors stayed as wide as before.",
            "The missing control is capacity for the surge, or a limit that refuses the surplus early.",
            ["Capacity of pool {pool} follows announced campaigns, and the surplus is refused early and politely.", "The growth of traffic is told before it is more than the servers can do."],
            "set the limits of pool {pool} by `holdfast load --find-max` and add servers for twice the traffic of this surge",
            "alert when pool {pool} is offered 80 % of what it can serve for 60 s",
            "add the steps that add a server to pool {pool} to the runbook",
            "goodput of pool {pool} stays at 92 % of its capacity") { IsAhead = true },
        new("sick-server", "lost requests to a sick server", "One server called in sick and forgot to tell its callers.",
            "The missing control is room for the load of a server that leaves: the rest of the pool could not carry it.",
            ["Pool {pool} has room for the loss of one server.", "Servers of pool {pool} that end are started again by what runs them, and not by whoever is called."],
            "add one server to pool {pool} so that the others carry 60 % of their limit when one is gone",
            "alert when pool {pool} is offered more for 60 s than it can serve with one server less",
            "add the command that starts each server of pool {pool} again to the runbook, with the address of the one that replaces it",
            "no idempotent request to pool {pool} is lost when one server is killed") { IsAhead = true },
        new("imbalance", "sent its traffic to the wrong servers", "All roads led to one server.",
            "The missing control is a check of the servers' shares before a configuration goes live.",
            ["Shares of the servers of pool {pool} are forecast and reviewed before a configuration is applied.", "A share that leaves its weight is an alert and not a discovery."],
            "add `holdfast run --check-only` and a review of the weights of pool {pool} to the pipeline",
            "alert when a server of pool {pool} gets twice the share of its weight for 10 s",
            "add the rollback of the configuration to the runbook, with the command",
            "the change is refused before it is live"),
        new("bad-deployment", "answered errors after a deployment", "The new version had opinions of its own.",
            "The missing control is a stage that stops a version whose errors are new.",
            ["Versions reach pool {pool} in stages that stop by themselves.", "Errors are compared by version."],
            "set a first stage of 1 % for deployments to pool {pool} that stops at 1 % of new errors",
            "alert when the new version of a server of pool {pool} fails at twice the rate of the old one for 30 s",
            "add the rollback of a deployment to pool {pool} to the runbook, with the command",
            "a version with 5 % of errors is stopped at its first stage"),
        new("network", "could not reach its servers", "The packets went for a walk and did not come back.",
            "The missing control is a second path to the servers.",
            ["Pool {pool} is reached by two paths.", "Loss on the way to the servers is measured apart from errors of the servers."],
            "add servers of a second zone to pool {pool}",
            "alert when connections to pool {pool} take three times as long as usual for 30 s",
            "add the switch to the other zone to the runbook of pool {pool}",
            "goodput of pool {pool} stays at 97 % of what remains"),
        new("one-client", "was filled by one client", "One guest ate the whole buffet.",
            "The missing control is a rate limit for each client.",
            ["No client takes more than its fair share of pool {pool}.", "The busiest client is named while it grows."],
            "set a rate limit for each client on the routes of pool {pool}",
            "alert when one client sends 20 % of the requests to pool {pool} for 30 s",
            "add the rule that refuses one client to the runbook of pool {pool}",
            "clients that keep to the usual rate lose no request"),
        new("retry-storm", "was kept down by retries", "If at first you do not succeed, please wait.",
            "The missing control is a budget for retries that ends before they sustain the overload.",
            ["Retries to pool {pool} have a budget, and refusals carry a time to come back.", "Retries are counted apart from new requests."],
            "set the budget of retries of pool {pool} to 10 % of its requests",
            "alert when retries are 20 % of the requests to pool {pool} for 30 s",
            "add the command that refuses retries of pool {pool} to the runbook",
            "pool {pool} is well 10 s after the trigger has ended"),
        new("monitoring-load", "was loaded by its own monitoring", "The doctor visited so often that the patient had no time to recover.",
            "The missing control is a budget for health checks.",
            ["Health checks of pool {pool} cost a fixed budget.", "The time that health checks take is measured like any other load."],
            "set the interval of the health checks of pool {pool} so that they take 1 % of its requests",
            "alert when health checks take 5 % of the time of a server of pool {pool} for 60 s",
            "add the command that slows health checks of pool {pool} to the runbook",
            "health checks take less than 1 % of the requests of pool {pool}"),
        new(MovedServers.Cause, "lost servers to a change of its configuration", "The servers had not moved; only the map had.",
            "The missing control is a check of a new configuration against the servers before it is in use.",
            ["A new configuration of pool {pool} is tried on one gateway before all of its traffic depends on it.", "Whoever reloads a configuration is told at once whether every server of it answers."],
            "add a step to the pipeline that runs `holdfast run --check-only` and asks every server of pool {pool} at its new address before `holdfast reload`",
            "add a step to the pipeline that fails when a server of pool {pool} is out 10 s after `holdfast reload`",
            "add `holdfast reload --to FINGERPRINT`, which puts the last configuration back, to the runbook of pool {pool}",
            "no request to pool {pool} fails after a change to addresses where nobody answers") { IsAhead = true },
    ];

    private static readonly CausePlaybook AllServers = new("sick-server", "lost all of its servers at once", "Everybody left at once, and nobody was there to say goodbye.",
        "The missing control is a server that does not go when the others go: nothing was left to fail over to.",
        ["No single failure takes every server of pool {pool} away.", "The first server that goes is told before the last one follows."],
        "add a server to pool {pool} that shares no machine, network or release with the others and carries 100 % of the critical traffic alone",
        "alert when fewer than 50 % of the servers of pool {pool} answer for 5 s",
        "add the replacement of every server of pool {pool} to the runbook, with the addresses that they get",
        "no more than 1 % of the requests to pool {pool} fail when the servers of today are gone");

    private static readonly CausePlaybook Sessions = new("surge", "lost sessions when its servers died of too many", "Everybody wanted a seat, and the benches gave way.",
        "The missing control is a limit of sessions for each server, with an answer for whoever finds no place.",
        ["Each server of pool {pool} holds no more sessions than it bears, and the surplus waits in line.", "An alert comes before the last places are taken."],
        "find with `holdfast load --find-max` how many sessions a server of pool {pool} bears{deadly}, and keep limits.sessions below it",
        "alert when a server of pool {pool} holds 80 % of its limits.sessions for 30 s",
        "add the steps that change limits.sessions of pool {pool} and tell users of the other way in to the runbook",
        "no server of pool {pool} dies and no session is lost")
    { IsAhead = true };

    private static readonly CausePlaybook Unknown = new("undetermined", "hurt its users for a reason that is not recorded", "A riddle: the records know what happened and not why.",
        "Which limit or check was missing is not known without the cause.",
        ["What hurt pool {pool} is found in a replay, as long as its records are kept.", "An incident of pool {pool} without a cause calls the next level early."],
        "replay the minutes before it with `holdfast why --at TIME`, and add the cause and the limit or check that it asks for to this postmortem",
        "set noDiagnosisAfter in the escalation policy of pool {pool} to 1 minute",
        "add `holdfast why` and the test that it names to the runbook of pool {pool}",
        "the cause of the replayed outage is named within 30 s")
    { IsAhead = true };

    // Nobody has stated a cause, and the records do say what went first: room for that is asked for, whatever made them go.
    private static readonly CausePlaybook Lost = Array.Find(All, one => one.Cause == "sick-server")! with
    {
        Cause = Unknown.Cause,
        Title = "hurt its users when servers of it went out",
        Hook = "The records know who left, and not who sent them away.",
        Control = "The missing control is room for the load of servers that leave: the rest of the pool could not carry it.",
    };

    // Told by people or by an alert, and the series know of nobody who was hurt: the report itself is all there is.
    private static readonly CausePlaybook Reported = new(Unknown.Cause, "had a report of trouble", "The bell rang; the records know who rang, and little more.",
        "The missing control is a check that asks for what was reported as a user does.",
        ["What users do with pool {pool} is checked from outside as they do it.", "A report that the gateway does not see has a way to whoever can look further."],
        "add a check that does what was reported against pool {pool} every 60 s, as a user does it",
        "alert when that check fails twice within 5 minutes",
        "add to the runbook of pool {pool} who looks into a report that the gateway does not see, and within how many minutes",
        "the check of what was reported passes")
    { IsAhead = true };

    private static readonly CausePlaybook Gone = new("gone", "was gone, and nobody was served", "The doorman had left, and took the door along.",
        "The missing control is a second gateway that takes over.",
        ["A second gateway takes over when one is gone.", "Somebody outside watches the gateway itself."],
        "add a second gateway with the same address that takes over within 2 s",
        "alert when the heartbeat of the gateway is missing for 30 s",
        "add the restart of the gateway to the runbook and let the service manager do it by itself",
        "requests are answered within 2 s after the gateway was killed")
    { IsAhead = true };

    public static IEnumerable<CausePlaybook> Entries => [.. All, AllServers, Sessions, Unknown, Lost, Reported, Gone];

    // As the replay has it: fewer that end together may be anything.
    private const double SessionsLeast = 8;

    public static bool AreSessionsLost(ImpactSum sum) => sum.SessionsCut >= SessionsLeast;

    public static CausePlaybook Of(Incident incident) => PlaybookVariants.Of(incident, ByCause(incident));

    private static CausePlaybook ByCause(Incident incident) => GapFinder.IsGap(incident) ? Gone : IsReportAlone(incident) ? Reported
        : Of(incident.Cause, incident.Impact) is var playbook && playbook == Unknown && ServerLoss.AtTheBeginning(incident).Length > 0 ? Lost
        : playbook;

    /// <summary>By people or by an alert, without a cause, and nobody was measurably hurt.</summary>
    public static bool IsReportAlone(Incident incident) => incident is { IsByHand: true, Cause: null, Impact.BadSeconds: 0, LastOutage.DeclaredAt: null };

    /// <summary>Of a cause beside the one at the top; null for one that has none.</summary>
    public static CausePlaybook? Named(string? cause) => Array.Find(All, one => one.Cause == cause);

    private static CausePlaybook Of(CauseStatement? cause, ImpactSum sum) =>
        cause?.Name == Sessions.Cause && AreSessionsLost(sum) ? Sessions
        : cause is { IsOfAllServers: true, Name: "sick-server" } ? AllServers
        : Named(cause?.Name) ?? Unknown;
}
