using System.Text;

namespace Holdfast.Http1.Tests;

public sealed class KnownFieldsTests
{
    [Fact]
    public void EveryKnownField_IsRecognisedInAnyCaseAndInNoOtherSpelling()
    {
        foreach (KnownField known in Enum.GetValues<KnownField>())
        {
            if (known == KnownField.None)
            {
                continue;
            }

            string name = Encoding.ASCII.GetString(KnownFields.Names[(int)known]);
            name.Replace("-", "", StringComparison.Ordinal).ShouldBe(known.ToString(), StringCompareShould.IgnoreCase);
            KnownFields.Recognise(Feed.Bytes(name)).ShouldBe(known);
            KnownFields.Recognise(Feed.Bytes(name.ToUpperInvariant())).ShouldBe(known);
            KnownFields.Recognise(Feed.Bytes(name + "x")).ShouldBe(KnownField.None);
            KnownFields.Recognise(Feed.Bytes(name[..^1])).ShouldBe(KnownField.None);
            KnownFields.Recognise(Feed.Bytes(name[..^1] + "!")).ShouldBe(KnownField.None);
        }
    }

    [Fact]
    public void NamesOfOtherLengths_AreNotKnown()
    {
        KnownFields.Recognise([]).ShouldBe(KnownField.None);
        KnownFields.Recognise(Feed.Bytes(new string('h', 500))).ShouldBe(KnownField.None);
    }
}
