namespace Holdfast.Networking.Tests;

public class ShortageTests
{
    [Fact]
    public void WhatTellsOfThePeer_IsNone() =>
        Enum.GetValues<IoStatus>().Where(Shortage.IsOurs).ShouldBe([IoStatus.TooManyDescriptors, IoStatus.NoResources]);
}
