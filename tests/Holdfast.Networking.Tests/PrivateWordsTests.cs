namespace Holdfast.Networking.Tests;

public sealed class PrivateWordsTests
{
    [Fact]
    public void Words_StayWhereTheyAre()
    {
        PrivateWords words = new(3);
        SharedWord word = words[1];
        word.Value = 9;
        GC.Collect();
        words[1].Value.ShouldBe(9);
        (words[0].Value, words[2].Value).ShouldBe((0, 0));
        Should.Throw<IndexOutOfRangeException>(() => words[3]);
    }
}
