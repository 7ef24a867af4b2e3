using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Who or what noticed: a monitor, an engineer, a customer.</summary>
internal sealed class D02DetectionMeans() : LintRule("D02", LintSeverity.Format, "it says how it was detected: monitor, engineer or customer", "Say what noticed it: an alert (which), an engineer, a customer's report.")
{
    private static readonly Phrases Means = Phrases.Of(
        "alert|alerts|alerted|alerting", "alarm*", "monitor*", "pager|pagers|paged|page|pages|paging", "probe*", "check|checks", "synthetic*", "dashboard*", "graph*", "engineer*", "developer*", "operator*", "user|users", "customer*", "client|clients", "support", "employee*", "staff", "colleague*", "ticket*", "call|calls|caller*", "tweet*", "partner*", "vendor*", "provider",
        "on call", "merchant*", "student*", "teacher*", "patient*", "nurse*", "player*", "driver*", "passenger*", "help desk", "helpdesk", "desk", "sensor*", "log|logs", "team", "detector*", "automat*", "member*", "complaint*", "subscriber*", "analyst", "manager", "administrator|admin", "report from", "technician*", "health", "watchdog", "anomaly", "sre", "prometheus", "grafana", "datadog", "nagios", "zabbix", "cloudwatch", "sentry", "pagerduty", "metric*", "tester|testers", "store|stores", "clinic*", "courier*", "publisher*", "viewer*", "visitor*", "farmer*", "pharmac*", "broker*", "dispatcher*", "editor*", "reader*", "receptionist*", "shop|shops", "branch|branches");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> told = postmortem.Sentences.FindAll(sentence => !sentence.Section.IsWithin(Topics.Corrective) && (sentence.Has(Detections.Detected) || sentence.Section.Is(Topics.Detection)));
        if (postmortem.Entries.Count > 0 && !told.Exists(sentence => sentence.Has(Means)))
        {
            yield return told.Count == 0 ? Missing(postmortem, Topics.Timeline, "nothing says how the problem was detected") : At(told[0].Quote, "it was detected, and nothing says by whom or what");
        }
    }
}
