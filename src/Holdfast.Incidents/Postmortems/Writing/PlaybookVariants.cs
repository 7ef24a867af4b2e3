using System.Globalization;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What follows when the records know more than the class of the cause: how many servers were gone, and that a change of the configuration set it off. Keeps nothing.</summary>
internal static class PlaybookVariants
{
    public static CausePlaybook Of(Incident incident, CausePlaybook playbook)
    {
        bool isOfServers = incident.Cause is { Name: "sick-server", IsOfAllServers: false };
        if (incident.Cause is null && playbook.Cause == "undetermined" && !CausePlaybooks.IsReportAlone(incident) && ServerLoss.AtTheBeginning(incident).Length is > 1 and var lost)
        {
            return Several(playbook, lost.ToString(CultureInfo.InvariantCulture)) with { Title = playbook.Title, Hook = playbook.Hook, Control = playbook.Control };
        }

        CausePlaybook told = isOfServers && ServerLoss.MostAtOnce(incident) is > 1 and var servers ? Several(playbook, servers.ToString(CultureInfo.InvariantCulture)) : playbook;
        // These speak of a change already.
        return playbook.Cause is "imbalance" or "bad-deployment" or MovedServers.Cause || incident.Cause is null || TriggerChanges.OfCause(incident) is null ? told : Changed(told, isOfServers);
    }

    private static CausePlaybook Several(CausePlaybook playbook, string servers) => playbook with
    {
        Title = $"lost requests to {servers} sick servers",
        Hook = $"{servers} servers called in sick and forgot to tell their callers.",
        Control = "The missing control is room for the load of the servers that leave: the rest of the pool could not carry it.",
        Improve = [$"Pool {{pool}} has room for the loss of {servers} servers.", .. playbook.Improve[1..]],
        Detect = $"alert when pool {{pool}} is offered more for 60 s than it can serve with {servers} servers less",
        Prevent = $"add {servers} servers to pool {{pool}} so that the others carry 60 % of their limit when {servers} are gone",
    };

    private static CausePlaybook Changed(CausePlaybook playbook, bool isOfServers) => playbook with
    {
        Title = isOfServers ? "lost servers to a change of its configuration" : playbook.Title,
        Hook = isOfServers ? "The servers had not moved; only the map had." : playbook.Hook,
        Control = "The missing control is a check of a new configuration against the servers before it is in use.",
        Improve = ["A new configuration of pool {pool} is tried on one gateway before all of its traffic depends on it.", .. playbook.Improve[1..]],
        Prevent = "add a step to the pipeline that runs `holdfast run --check-only` and asks every server of pool {pool} at its new address before `holdfast reload`",
        Mitigate = "add `holdfast reload --to FINGERPRINT`, which puts the last configuration back, to the runbook of pool {pool}",
    };
}
