using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>What can be said when nothing fits: at least where to look.</summary>
internal static class NoneOfThese
{
    public static string Claim(IReadOnlyList<EvidenceItem> items)
    {
        bool isAskedMore = Has(items, Sign.FirstAttemptsUp) || Has(items, Sign.RetriesMany);
        return Has(items, Sign.GatewayRefusesForItself) ? "no known cause explains it: the gateway itself ran short of memory, descriptors or time first; holdfast status says of what"
            : Has(items, Sign.GatewayStandsStill) ? "no known cause explains it: the gateway itself stands still, so look at its host and what else runs there"
            : isAskedMore || Has(items, Sign.VersionChanged) ? "no known cause explains what is seen"
            : Has(items, Sign.FirstByteUpOnAll) ? "no known cause explains it: all servers answer slower though no more is asked of them, so look at what they share (a database, storage, the host)"
            : Has(items, Sign.ServerErrorsNew) ? "no known cause explains it: servers answer errors though nobody announced a change, so look at what they depend on"
            : "no known cause explains what is seen";
    }

    private static bool Has(IReadOnlyList<EvidenceItem> items, Sign sign) => items.Any(item => item.Sign == sign);
}
