using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Impact;

/// <summary>How bad it is, from what was measured. Nobody argues about a number in the middle of the night.</summary>
internal static class SeverityRule
{
    private const double Most = 0.5;
    private const double Many = 0.1;
    private const double Some = 0.01;

    // One request of a hundred that matter most is as bad as one user of ten.
    private const double OfCritical = 0.01;

    /// <summary>Of the others where nearly all that went wrong is one client's own doing: nobody is woken for whom the gateway holds to its share.</summary>
    public static Severity Of(ImpactSum sum)
    {
        ImpactSum impact = sum.OfOthers;
        double users = impact.UsersShare;
        bool isCriticalHurt = impact.CriticalOffered >= 10 && impact.CriticalBad >= OfCritical * impact.CriticalOffered;
        return users >= Most ? Severity.Sev1
            : users >= Many || isCriticalHurt ? Severity.Sev2
            : users >= Some || impact.SlowSeconds > 0 ? Severity.Sev3
            : Severity.Sev4;
    }
}
