using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Incidents.Escalation.Reading;

/// <summary>Reads an escalation policy, or says everything that is wrong with it. Next: <see cref="PolicyParts"/>.</summary>
public static class PolicyReader
{
    public static PolicyReadResult Read(string text)
    {
        List<PolicyFinding> findings = [];
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            {
                EscalationConfig policy = Read(new PolicyMap(root, findings));
                return new PolicyReadResult(findings.Count == 0 ? policy : null, findings);
            }

            findings.Add(new PolicyFinding(1, 1, "this is no escalation policy", "It begins with keys such as channels: and levels:."));
        }
        catch (YamlException failure)
        {
            findings.Add(new PolicyFinding((int)Math.Max(1, failure.Start.Line), (int)failure.Start.Column, $"this is not YAML: {failure.Message}", "Correct the line, or quote the text."));
        }

        return new PolicyReadResult(null, findings);
    }

    private static EscalationConfig Read(PolicyMap root)
    {
        EscalationConfig usual = new();
        EscalationConfig policy = usual with
        {
            Team = root.Text("team") ?? usual.Team,
            Channels = root.Named("channels").Select(one => PolicyParts.Channel(one.Name, one.Map)).OfType<ChannelConfig>().ToDictionary(one => one.Name, StringComparer.Ordinal),
            Contacts = root.Named("contacts").Select(one => PolicyParts.Contact(one.Name, one.Map)).ToDictionary(one => one.Name, StringComparer.Ordinal),
            Rotations = root.Named("rotations").Select(one => PolicyParts.Rotation(one.Name, one.Map)).OfType<RotationConfig>().ToDictionary(one => one.Name, StringComparer.Ordinal),
            Levels = [.. root.List("levels").Select(PolicyParts.Level)],
            Repeat = root.Span("repeat") ?? usual.Repeat,
            NoDiagnosisAfter = root.Text("noDiagnosisAfter") == "never" ? null : root.Span("noDiagnosisAfter") ?? usual.NoDiagnosisAfter,
            GroupFor = root.Span("groupFor") ?? usual.GroupFor,
            Silences = [.. root.List("silences").Select(PolicyParts.Silence).OfType<SilenceConfig>()],
            Heartbeat = root.Map("heartbeat") is { } heartbeat ? PolicyParts.Heartbeat(heartbeat) : null,
        };
        policy = PolicyParts.LinksAndReview(root, policy);
        PolicyParts.CheckNames(root, policy);
        root.Finish();
        return policy;
    }
}
