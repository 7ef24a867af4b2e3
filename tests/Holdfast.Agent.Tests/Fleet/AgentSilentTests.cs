using Holdfast.Agent.Fleet;

namespace Holdfast.Agent.Tests.Fleet;

public class AgentSilentTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Silence_IsTold_AndSaysNothingOfServers(bool isSilent, int findings)
    {
        HostState host = new("app-1", AgentDeskTests.Report("app-1"), DateTimeOffset.UnixEpoch) { IsSilent = isSilent };
        Reports.HostFinding[] found = [.. new AgentSilent().Look(host, [host])];
        found.Length.ShouldBe(findings);
        found.ShouldAllBe(finding => finding.Text.Contains("judged by their traffic"));
    }
}
