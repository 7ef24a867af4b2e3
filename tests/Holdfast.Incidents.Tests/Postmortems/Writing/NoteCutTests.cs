using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class NoteCutTests
{
    [Theory]
    [InlineData("restarted web-2", 10, "Restarted web-2.")]
    [InlineData("web-1 was stopped by a debugger (SIGSTOP); released at 21:51:36", 8, "Web-1 was stopped by a debugger (SIGSTOP); released at 21:51:36.")]
    [InlineData("web-1 was stopped by a debugger (a tool that somebody ran at night); released at 21:51:36", 8, "Web-1 was stopped by a debugger; released at 21:51:36.")]
    [InlineData("checked the disk, the network, the database and the three gateways, all of them are as they should be", 8, "Checked the disk, the network, the database and the three gateways.")]
    [InlineData("checked all disks of all machines in both halls against the list of last week", 6, "Checked all disks of all machines ...")]
    public void WhatSomebodyWrote_IsWholeOrEndsWithAPart(string noted, int words, string told) => NoteCut.Of(noted, words).ShouldBe(told);
}
