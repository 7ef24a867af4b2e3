namespace Holdfast.Incidents.Tests;

public sealed class TextShelfTests
{
    private readonly TextShelf shelf = new();

    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(200_000)]
    public void Text_ComesBackAsItWas(int length)
    {
        string text = new([.. Enumerable.Range(0, length).Select(index => "serv\u00e9r\n \u20ac".ElementAt(index % 9))]);
        shelf.Put("one", text);
        shelf.Has("one").ShouldBeTrue();
        shelf.Read("one").ShouldBe(text);
    }

    [Fact]
    public void LongOnes_TakeLittle()
    {
        shelf.Put("seconds", string.Join(' ', Enumerable.Range(0, 100_000).Select(second => second % 300)));
        shelf.PackedBytes.ShouldBeInRange(1, 100_000);
    }

    [Fact]
    public void SecondText_ReplacesTheFirst_WhateverItsLength()
    {
        shelf.Put("one", new string('x', 10_000));
        shelf.Put("one", "short");
        shelf.Read("one").ShouldBe("short");
        shelf.PackedBytes.ShouldBe(0);
        shelf.Put("one", new string('y', 10_000));
        shelf.Read("one").ShouldBe(new string('y', 10_000));
    }

    [Fact]
    public void WhatIsNotThere_IsNull()
    {
        shelf.Has("one").ShouldBeFalse();
        shelf.Read("one").ShouldBeNull();
    }
}
