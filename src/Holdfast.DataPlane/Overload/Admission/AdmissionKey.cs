using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How soon a request is shed, 0 last: its class, and within the class the cohort of its client. Clients that take much are in high
/// cohorts; the rest is decided by their hash, so that a client is served wholly or not at all: half of the clients who get through a
/// page's ten requests are worth more than all clients who get half of them.
/// </summary>
internal static class AdmissionKey
{
    public const int Classes = 4;
    public const int Cohorts = 128;
    public const int Count = Classes * Cohorts;

    /// <param name="cohort">0 to 127.</param>
    public static int Of(RequestClass requestClass, int cohort) => ((int)requestClass * Cohorts) + cohort;

    /// <summary>The first key behind a class.</summary>
    /// <param name="index">0 for the most important class.</param>
    public static int EndOf(int index) => (index + 1) * Cohorts;

    /// <summary>Cohort of a client about whose use nothing is known, over the whole range: the simulation's.</summary>
    public static int CohortOf(ulong client) => (int)(client & (Cohorts - 1));

    public static RequestClass ClassOf(int key) => (RequestClass)(key / Cohorts);
}
