using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class ToldDifferencesTests
{
    [Theory]
    [InlineData("configuration revision 2: pools.shop.servers.b.weight from 100 to 0; pools.shop.servers.c.weight from 100 to 0", "configuration revision 2: weight of servers b and c of pool shop from 100 to 0")]
    [InlineData("configuration revision 2: pools.shop.servers.b.weight from 100 to 0; pools.shop.servers.c.weight from 100 to 10", "configuration revision 2: pools.shop.servers.b.weight from 100 to 0; pools.shop.servers.c.weight from 100 to 10")]
    [InlineData("configuration revision 2: pools.shop.servers.e is new (weight 100); pools.shop.servers.f is new (weight 100); and 2 more", "configuration revision 2: servers e and f of pool shop are new (weight 100); and 2 more")]
    [InlineData("configuration revision 2: pools.a.limits.connections from 6 to 0; protection.mode from off to on", "configuration revision 2: protection.mode from off to on; pools.a.limits.connections from 6 to none")]
    [InlineData("configuration revision 2: pools.a.limits.sessions from 0 to 40", "configuration revision 2: pools.a.limits.sessions from none to 40")]
    [InlineData("release 4711 of the web shop: pools; and more", "release 4711 of the web shop: pools; and more")]
    public void WhatHappenedToSeveralAlike_IsOne_AndNoLimitIsNone(string written, string told) => ToldDifferences.Of(written).ShouldBe(told);
}
