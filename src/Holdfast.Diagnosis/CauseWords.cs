using System.Globalization;

namespace Holdfast.Diagnosis;

/// <summary>
/// Causes as people read them. A bug that was not there before comes with a new version, so that one hypothesis judges both: people who ask
/// "is it a bug?" must find the answer under that word.
/// </summary>
public static class CauseWords
{
    private const string DeploymentName = "bad-deployment";
    private const string DeploymentWords = "deployment or bug";

    /// <summary>What is ranked beside the causes that are known.</summary>
    public const string NoneName = "none-of-these";

    private const string NoneWords = "none of the known causes";

    /// <summary>"sick-server" is "sick server".</summary>
    public static string Of(string name) => name switch
    {
        DeploymentName => DeploymentWords,
        NoneName => NoneWords,
        _ => name.Replace('-', ' '),
    };

    /// <summary>The name, as commands and scripts take it, and the words where they say more.</summary>
    public static string WithName(string name) => name switch
    {
        DeploymentName => $"{name} ({DeploymentWords})",
        NoneName => NoneWords,
        _ => name,
    };

    /// <summary>How sure, as people read it. Nothing is wholly sure: 99.9 % are not 100.</summary>
    public static string Share(double probability) => probability > 0.99 ? "over 99 %" : (100 * probability).ToString("0", CultureInfo.InvariantCulture) + " %";
}
