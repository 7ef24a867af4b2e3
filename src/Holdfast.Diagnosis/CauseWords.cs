namespace Holdfast.Diagnosis;

/// <summary>
/// Causes as people read them. A bug that was not there before comes with a new version, so that one hypothesis judges both: people who ask
/// "is it a bug?" must find the answer under that word.
/// </summary>
public static class CauseWords
{
    private const string DeploymentName = "bad-deployment";
    private const string DeploymentWords = "deployment or bug";

    /// <summary>"sick-server" is "sick server".</summary>
    public static string Of(string name) => name == DeploymentName ? DeploymentWords : name.Replace('-', ' ');

    /// <summary>The name, as commands and scripts take it, and the words where they say more.</summary>
    public static string WithName(string name) => name == DeploymentName ? $"{name} ({DeploymentWords})" : name;
}
