using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What a task is for, from its words or its label.</summary>
internal static class TaskTypes
{
    public static readonly Phrases Detect = Phrases.Of("alert*", "monitor*", "detect*", "probe*", "alarm*", "dashboard*", "page|pages|paging", "check|checks", "measure*", "metric*", "observ*", "warn*", "notify", "notification*", "synthetic", "watch", "graph", "log|logs|logging");
    public static readonly Phrases Mitigate = Phrases.Of("mitigat*", "runbook*", "rollback|roll back", "restore|restoring", "failover|fail over", "recover*", "shed*", "drill*", "playbook*", "backup*", "escalat*", "fallback", "standby", "spare", "repair*", "script*", "rehears*", "degrade*", "faster|shorten", "status page", "kill switch", "drain", "on call", "revert", "contact", "exercise", "practise|practice");
    public static readonly Phrases Prevent = Phrases.Of("prevent*", "limit*", "cap|caps", "validat*", "reject*", "refuse*", "require*", "block*", "enforce*", "test*", "lint*", "review*", "raise", "increase", "set", "guard*", "automate*", "renew*", "stage*|staged|staging", "canary", "gate", "bound*", "isolat*", "replace", "remove", "upgrade", "pin", "rate limit", "quota", "fix", "forbid", "configure", "separate", "split", "partition", "move", "change", "timeout*", "size", "index", "patch", "redundan*", "lock", "throttle", "schedule", "rotate", "encode", "check");
    public static readonly Phrases Escalate = Phrases.Of("escalat*", "page|pages|paging|paged", "on call", "rota", "roster", "contact*", "notify", "call out", "pager*", "incident commander");
}
