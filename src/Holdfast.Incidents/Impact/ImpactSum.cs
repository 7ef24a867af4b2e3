using System.Globalization;

namespace Holdfast.Incidents.Impact;

/// <summary>What users felt, added up. Times are Unix seconds; 0 for none. Immutable.</summary>
/// <param name="Offered">Requests that arrived in the seconds in which users were hurt.</param>
/// <param name="Failed">Of them those that a server did not answer as it should, and those whose client left before the answer, where far more than usual did.</param>
/// <param name="Shed">Of them those that were refused for lack of capacity.</param>
/// <param name="ClientSeconds">Distinct clients of each such second, added up.</param>
/// <param name="HitClientSeconds">Of them those with a failed or refused request.</param>
/// <param name="BadSeconds">Seconds in which users were hurt.</param>
/// <param name="SlowSeconds">Of them seconds in which nothing failed and answers took twice as long.</param>
/// <param name="PeakShare">Largest part of the clients that was hit within a second.</param>
/// <param name="CriticalBad">Failed and refused requests of the critical class.</param>
public sealed record ImpactSum(
    long FirstBad,
    long LastBad,
    double Offered,
    double Failed,
    double Shed,
    double ClientSeconds,
    double HitClientSeconds,
    int BadSeconds,
    int SlowSeconds,
    double PeakShare,
    long PeakAt,
    double CriticalOffered,
    double CriticalBad)
{
    // Of what went wrong: so much of it one client's is its own doing. The rest may be anybody's.
    private const double NearlyAll = 0.8;

    // Of fewer, one may be the address of a proxy behind which everybody stands.
    private const double FewestClients = 5;

    /// <summary>Of the refused ones those whose client asked for more than its share: they were told 429, the others 503.</summary>
    public double OverShare { get; init; }

    /// <summary>Of the failed ones those that were a session which its server broke off.</summary>
    public double SessionsCut { get; init; }

    /// <summary>Of those the client of which most were; null where there were none, or nothing tells whose.</summary>
    public HeldClient? Held { get; init; }

    /// <summary>Nearly all that went wrong was refused to one client of several because it asked for more than its share.</summary>
    public bool IsOfOneClient => Held is { } held && held.Refused >= NearlyAll * (Failed + Shed) && ClientSeconds >= FewestClients * BadSeconds;

    /// <summary>What all the others felt, where that is so; else all of it. How much of the rest was of the critical class is known at most.</summary>
    public ImpactSum OfOthers => IsOfOneClient && Held is { } held && Math.Min(CriticalBad, Failed + Shed - held.Refused) is var critical ? this with
    {
        Offered = Math.Max(0, Offered - held.Offered),
        Shed = Math.Max(0, Shed - held.Refused),
        ClientSeconds = ClientSeconds - held.Seconds,
        HitClientSeconds = Math.Max(0, HitClientSeconds - held.Seconds),
        CriticalOffered = CriticalOffered - (CriticalBad - critical),
        CriticalBad = critical,
    }
    : this;

    public static ImpactSum None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Part of the users with a failed or refused request, in the mean of the seconds in which users were hurt; 0 to 1.</summary>
    public double UsersShare => ClientSeconds > 0 ? HitClientSeconds / ClientSeconds : 0;

    public double RequestsShare => Offered > 0 ? Math.Min(1, (Failed + Shed) / Offered) : 0;

    public ImpactSum Add(ImpactSum other) => new(
        FirstBad == 0 ? other.FirstBad : other.FirstBad == 0 ? FirstBad : Math.Min(FirstBad, other.FirstBad),
        Math.Max(LastBad, other.LastBad),
        Offered + other.Offered,
        Failed + other.Failed,
        Shed + other.Shed,
        ClientSeconds + other.ClientSeconds,
        HitClientSeconds + other.HitClientSeconds,
        BadSeconds + other.BadSeconds,
        SlowSeconds + other.SlowSeconds,
        Math.Max(PeakShare, other.PeakShare),
        other.PeakShare > PeakShare ? other.PeakAt : PeakAt,
        CriticalOffered + other.CriticalOffered,
        CriticalBad + other.CriticalBad)
    {
        OverShare = OverShare + other.OverShare,
        SessionsCut = SessionsCut + other.SessionsCut,
        Held = HeldClient.Sum(Held, other.Held),
    };

    /// <summary>What the compiler would write has OfOthers in it, which is such a sum again: it would never come to an end.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seconds {FirstBad} to {LastBad}: {BadSeconds} bad, {SlowSeconds} slow, offered {Offered}, failed {Failed}, shed {Shed} (over share {OverShare}), sessions cut {SessionsCut}, clients {ClientSeconds}, hit {HitClientSeconds}, peak {PeakShare} at {PeakAt}, critical {CriticalBad} of {CriticalOffered}, held {Held}");
}
