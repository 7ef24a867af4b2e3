namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class ServerOrdersTests
{
    private readonly ServerOrders orders = new(new ServerCell());

    /// <summary>Both words are in one place of the memory that processes share.</summary>
    [Fact]
    public void FixedLimitAndDrain_DoNotTouchEachOther()
    {
        orders.FixedLimit = 7;
        orders.IsDrained = true;
        orders.FixedLimit.ShouldBe(7);
        orders.FixedLimit = 0;
        (orders.FixedLimit, orders.IsDrained).ShouldBe((0, true));
        orders.FixedLimit = 9;
        orders.IsDrained = false;
        (orders.FixedLimit, orders.IsDrained).ShouldBe((9, false));
    }
}
