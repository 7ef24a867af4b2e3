namespace Holdfast.Incidents.Replay;

/// <summary>Says on a drill's page what its new configuration is and how it differs from that of the day. Nothing is claimed that was not compared.</summary>
internal static class PresentNote
{
    /// <summary>What the page says where both configurations are one.</summary>
    public const string Same = "old and new are the same";

    /// <param name="isSame">The drill's part of it is as it was that day.</param>
    /// <param name="differences">Between the two that the page has.</param>
    public static string Of(ReplayPlan plan, bool isSame, IReadOnlyList<string> differences)
    {
        string basis = plan.Basis switch
        {
            PresentBasis.SameText => "nothing has changed since",
            PresentBasis.NoPool => $"the configuration in force has no pool {plan.Old.Pool} any more",
            PresentBasis.NoServerLeft => $"none of that day's servers is left in pool {plan.Old.Pool}, so what has changed since cannot be tried",
            PresentBasis.TooManyServers => FormattableString.Invariant($"with the servers of both days it would be more than {ReplayFleet.ServersMaximum}, so what has changed since cannot be tried"),
            _ => isSame ? "what has changed since plays no part in this drill" : "in force when this was written",
        };
        return !isSame ? $"{basis}; it differs from old: {ConfigurationDifference.InWords(differences)}".ReplaceLineEndings(" ")
            : differences.Count > 0 ? $"{basis}: that of the day with protection"
            : $"{basis}: {Same}";
    }
}
