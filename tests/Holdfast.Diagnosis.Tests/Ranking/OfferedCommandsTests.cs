using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class OfferedCommandsTests
{
    private static readonly Mitigation GoBack = new("Go back to the configuration of before") { PutsBack = true };
    private static readonly Mitigation Relieve = new("Give them less", "holdfast limit shop/{server} 10");

    [Fact]
    public void GoingBack_IsToWhatWasInUseBeforeTheFirstChange()
    {
        Mitigation filled = OfferedCommands.Fill(GoBack, Of(MadeOutage.Everyday()
            .Change(MadeOutage.Onset - 2, ChangeKind.Configuration, "gateway", "weights", "bbbb", "cccc")
            .Change(MadeOutage.Onset - 20, ChangeKind.Configuration, "gateway", "weights", "aaaa", "bbbb")
            .Change(MadeOutage.Onset - 90, ChangeKind.Configuration, "gateway", "of long before", "0000", "aaaa")));
        filled.Command.ShouldBe("holdfast reload --to aaaa");
        filled.Text.ShouldBe(GoBack.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("version 7")]
    [InlineData("$(reboot)")]
    public void WithoutAFingerprint_GoingBackIsSaidInWords(string? before)
    {
        Mitigation filled = OfferedCommands.Fill(GoBack, Of(MadeOutage.Everyday().Change(MadeOutage.Onset - 2, ChangeKind.Configuration, "gateway", "weights", before, "cccc")));
        filled.Command.ShouldBeNull();
        filled.Text.ShouldBe("Go back to the configuration of before, and apply it");
    }

    [Fact]
    public void CommandForServers_NamesEachOfThem() =>
        OfferedCommands.Fill(Relieve, Of(MadeOutage.Everyday())).Command.ShouldBe("for server in 10.0.0.1:80 10.0.0.2:80 10.0.0.3:80 10.0.0.4:80; do holdfast limit shop/\"$server\" 10; done");

    [Theory]
    [InlineData("a", "holdfast limit shop/a 10")]
    [InlineData("app.internal:80/10.0.0.1:80", "holdfast limit shop/'app.internal:80/10.0.0.1:80' 10")]
    [InlineData("[::1]:80", "holdfast limit shop/'[::1]:80' 10")]
    [InlineData("the new one's", @"holdfast limit shop/'the new one'\''s' 10")]
    public void OneServer_IsNamedInPlace_AsAShellUnderstandsIt(string name, string command) => OfferedCommands.Fill(Relieve, Of(Pool(name))).Command.ShouldBe(command);

    [Fact]
    public void SeveralServersWithSpacesAndQuotes_AreOneWordEach() =>
        OfferedCommands.Fill(Relieve, Of(Pool("a b", "it's"))).Command.ShouldBe(@"for server in 'a b' 'it'\''s'; do holdfast limit shop/""$server"" 10; done");

    [Fact]
    public void ServersThatAreCutOff_AreNamed_AndNobodyWhereAllAre()
    {
        Mitigation drain = new("Send them nothing", "holdfast drain shop {server}") { IsForCutOff = true };
        MadeSeries two = MadeOutage.Everyday();
        foreach (int server in (int[])[2, 3])
        {
            two.Becomes(MadeSeries.Server(server), Signal.FailedConnectTimeout, 0, 5).Becomes(MadeSeries.Server(server), Signal.ConnectP99, 0.002, 1);
        }

        OfferedCommands.Fill(drain, Of(two)).Command.ShouldBe("for server in 10.0.0.2:80 10.0.0.3:80; do holdfast drain shop \"$server\"; done");
        OfferedCommands.Fill(drain, Of(MadeOutage.Everyday().ServersBecome(Signal.FailedConnectTimeout, 0, 5).ServersBecome(Signal.ConnectP99, 0.002, 1))).Command.ShouldBeNull();
        OfferedCommands.Fill(drain, Of(MadeOutage.Everyday())).Command.ShouldBeNull();
    }

    [Fact]
    public void ConnectionsToRaise_AreTwiceThoseOfAServer()
    {
        Mitigation raise = new("connections: {twice the connections}", "holdfast reload");
        OfferedCommands.Fill(raise, Of(MadeOutage.Everyday().OnServers(Signal.ConnectionCap, _ => 25))).Text.ShouldBe("connections: 50");
        OfferedCommands.Fill(raise, Of(MadeOutage.Everyday())).Text.ShouldBe("connections: N");
    }

    [Fact]
    public void MoreServersThanAnybodyWouldPaste_HaveNoCommand()
    {
        OfferedCommands.Fill(Relieve, Of(Pool([.. Enumerable.Range(1, 16).Select(number => $"s{number}")]))).Command.ShouldNotBeNull();
        OfferedCommands.Fill(Relieve, Of(Pool([.. Enumerable.Range(1, 17).Select(number => $"s{number}")]))).Command.ShouldBeNull();
    }

    [Fact]
    public void WhatHasNothingToFillIn_StaysAsItIs()
    {
        Mitigation plain = new("Raise limits.connections", "holdfast reload");
        OfferedCommands.Fill(plain, Of(MadeOutage.Everyday())).ShouldBe(plain);
        Mitigation words = new("Call the network's owner");
        OfferedCommands.Fill(words, Of(MadeOutage.Everyday())).ShouldBe(words);
    }

    private static MadeSeries Pool(params string[] servers)
    {
        MadeSeries series = new(MadeOutage.Seconds);
        foreach (string server in servers)
        {
            series.Set(new SeriesSubject(SubjectKind.Server, $"shop/{server}"), Signal.Good, 25);
        }

        return series;
    }

    private static Situation Of(MadeSeries series)
    {
        series.NewestSecond = MadeSeries.Start + MadeOutage.Now;
        return new Situation(series, series, MadeSeries.Start + MadeOutage.Onset, MadeSeries.Start + MadeOutage.Now, MadeSeries.Pool);
    }
}
