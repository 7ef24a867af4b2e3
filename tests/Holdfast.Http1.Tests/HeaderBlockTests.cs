namespace Holdfast.Http1.Tests;

public class HeaderBlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(HeaderBlock.UsualFields)]
    [InlineData(100)]
    public void Block_TakesAsManyFieldsAsItsBound_AndKeepsThemInOrder(int expected)
    {
        HeaderBlock block = new(100, expected);
        for (int index = 0; index < 100; index++)
        {
            block.TryAdd(Field(index)).ShouldBeTrue();
        }

        block.TryAdd(Field(100)).ShouldBeFalse();
        (block.Count, block.Capacity).ShouldBe((100, 100));
        block.Fields.ToArray().Select(field => field.Name.Offset).ShouldBe(Enumerable.Range(0, 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void SmallBound_Holds(int bound)
    {
        HeaderBlock block = new(bound, expectedFields: 0);
        Enumerable.Range(0, bound + 5).Count(index => block.TryAdd(Field(index))).ShouldBe(bound);
    }

    [Fact]
    public void BlockThatHasGrown_TakesTheNextMessageWithoutAllocating()
    {
        HeaderBlock block = new(100);
        Fill(block);
        block.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(block);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Fill(HeaderBlock block)
    {
        for (int index = 0; index < 90; index++)
        {
            block.TryAdd(Field(index));
        }
    }

    private static HeaderField Field(int index) => new(new Slice(index, 1), default, default, HopByHop: false);
}
