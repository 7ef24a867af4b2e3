namespace Holdfast.Diagnosis.Evidence;

/// <summary>What evidence can say. Each belongs to one family; hypotheses weigh signs and never values.</summary>
public enum Sign
{
    // Traffic
    FirstAttemptsUp,
    FirstAttemptsPerhapsUp,
    FirstAttemptsFlat,
    FirstAttemptsDown,
    RetriesMany,
    RetriesFew,
    RetriesKeepItUp,

    // Client mix
    ClientsGrewWithTraffic,
    TrafficGrewWithoutClients,
    FewClientsDominate,
    FewClientsBesideCrowd,
    NobodyDominates,
    OneRouteGrew,
    HeldRouteGrew,
    HeldRouteCostsMore,
    ClientsAskMoreAlike,
    RestGrewToo,

    // Distribution
    OneServerGetsMost,
    SharesAreEven,
    FewServersHit,
    AllServersHit,
    AllServersDown,
    OneZoneHit,

    // Connection
    ConnectionsRefused,
    ServerAnswersNothing,
    ConnectsSlow,
    ConnectsFail,
    ConnectsNormal,
    ConnectionsAtCap,
    ConnectionsFree,
    ServersTakeNoMore,

    // Saturation
    FirstByteNormal,
    FirstByteUpOnAll,
    FirstByteUpOnFew,
    FirstByteUpWhereHot,
    ProcessorsBusy,
    ProcessorsIdle,
    MoreWorkThanBefore,
    LessWorkThanBefore,
    WorkForNobody,
    ProbesTakeMuch,
    ProbesTakeLittle,
    GatewayStandsStill,
    GatewayRefusesForItself,

    // Change
    WeightsChanged,
    ConnectionLimitChanged,
    VersionChanged,
    ProbesChanged,
    NothingChanged,
    DeploymentsAreLikeThat,

    // New and old version side by side
    RefusedWithoutNewVersion,
    OldVersionFaresAlike,
    NewVersionServedWell,

    // Errors
    ServerErrorsNew,
    ServerErrorsPassed,
    ServerErrorsWithoutPast,
    ServerErrorsOnOneRoute,
    ServerErrorsOnFewServers,
    OnlyNewVersionFails,
    FailuresWithoutServerErrors,

    // What set it off, and what keeps it going: they tell a story and name no cause
    ServersStalledFirst,
    QueueOutlastsPatience,
    BackAndCold,
    ConnectionsCold,

    // Recovery
    RecoveredAsPredicted,
    DidNotRecover,
}
