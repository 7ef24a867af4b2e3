using Holdfast.Configuration;
using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Load;

/// <summary>A traffic file to a <see cref="LoadFile"/>, or everything that is wrong with it at once. Next: <see cref="TrafficRules"/>.</summary>
public static class TrafficReader
{
    /// <param name="findings">For <see cref="ConfigFindingFormatter"/>.</param>
    public static LoadFile? Read(string text, string file, Func<string, string?> environment, out ConfigReadResult findings)
    {
        DocumentReadResult<LoadFile> read = DocumentReader.Read(LoadFileKeys.Keys, "a traffic file", text, file, environment, Check);
        findings = read.Findings;
        return read.Document;
    }

    private static void Check(LoadFile file, DocumentCheck check)
    {
        TrafficRules.Check(file.Classes, ConfigPath.Root.Key("classes"), check);
        string[] names = [.. file.Classes.Select(static one => one.Name)];
        CheckConditions(file.Fail, names, ConfigPath.Root.Key("fail"), check);
        CheckConditions([.. file.Abort.OfType<LoadAbortRule>().Select(static rule => rule.Condition)], names, ConfigPath.Root.Key("abort"), check);
    }

    private static void CheckConditions(IReadOnlyList<LoadThreshold> conditions, string[] names, ConfigPath path, DocumentCheck check)
    {
        foreach (LoadThreshold condition in conditions.Where(condition => condition.Class.Length > 0 && !names.Contains(condition.Class, StringComparer.Ordinal)))
        {
            string question = DidYouMean.Question(condition.Class, names);
            check.Error(path, $"there is no class {SafeText.Quote(condition.Class)}", question.Length > 0 ? question : $"Known here: {string.Join(", ", names)}.");
        }
    }
}
