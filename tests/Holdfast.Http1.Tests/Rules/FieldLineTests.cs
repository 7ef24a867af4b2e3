namespace Holdfast.Http1.Tests.Rules;

/// <summary>http-safety: obs-fold; whitespace before the colon, empty or non-token names (NORM-SP-BEFORE-COLON-CL, RFC9112-5-*); '_' (NORM-UNDERSCORE-*).</summary>
public sealed class FieldLineTests
{
    [Theory]
    [InlineData("X: y\r\n z\r\n")]
    [InlineData("X: y\r\n\tz\r\n")]
    [InlineData("X: y\r\n \r\n")]
    public void LineFolding_IsRejected(string fields)
    {
        Check.Rejected(Check.With(fields), RejectionReason.LineFolding);
        Check.ResponseRejected(Check.Status(200, fields), RejectionReason.LineFolding);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n Host: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\tHost: a\r\n\r\n")]
    public void WhitespaceBeforeTheFirstField_IsRejected(string request) => Check.Rejected(request, RejectionReason.WhitespaceBeforeFields);

    [Theory]
    [InlineData("Content-Length : 5\r\n", RejectionReason.WhitespaceBeforeColon)]
    [InlineData("Content-Length\t: 5\r\n", RejectionReason.WhitespaceBeforeColon)]
    [InlineData("X_Y : 5\r\n", RejectionReason.WhitespaceBeforeColon)]
    [InlineData(": y\r\n", RejectionReason.FieldNameEmpty)]
    [InlineData(":\r\n", RejectionReason.FieldNameEmpty)]
    [InlineData("X Y: z\r\n", RejectionReason.FieldNameInvalid)]
    [InlineData("X(Y: z\r\n", RejectionReason.FieldNameInvalid)]
    [InlineData("X_Y@: z\r\n", RejectionReason.FieldNameInvalid)]
    [InlineData("\"X\": z\r\n", RejectionReason.FieldNameInvalid)]
    [InlineData("T\u00e9st: z\r\n", RejectionReason.FieldNameInvalid)]
    [InlineData("X\r\n", RejectionReason.ColonMissing)]
    [InlineData("X_\r\n", RejectionReason.ColonMissing)]
    [InlineData("X y\r\n", RejectionReason.ColonMissing)]
    public void FieldNameThatIsNotATokenBeforeItsColon_IsRejected(string fields, RejectionReason reason)
    {
        Check.Rejected(Check.With(fields), reason);
        Check.ResponseRejected(Check.Status(200, fields), reason);
    }

    [Fact]
    public void EveryByteThatIsNoTokenByte_IsRejectedInAName()
    {
        const string Token = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        for (int value = 0; value < 256; value++)
        {
            RequestHead head = Feed.Request(Check.With($"X{(char)value}Y: z\r\n"));
            bool good = Token.Contains((char)value) || value == ':';
            (head.Rejection == RejectionReason.None).ShouldBe(good, $"byte {value}");
        }
    }

    [Theory]
    [InlineData("X:y\r\n", "y")]
    [InlineData("X: y\r\n", "y")]
    [InlineData("X: \t y z \t\r\n", "y z")]
    [InlineData("X:\r\n", "")]
    [InlineData("X:  \t\r\n", "")]
    [InlineData("X: a:b\r\n", "a:b")]
    public void WhitespaceAroundAValue_IsTrimmed(string fields, string value) =>
        Feed.RequestEveryCut(Check.With(fields)).ShouldEndWith($"| X: {value}");

    [Theory]
    [InlineData("Content_Length: 5\r\n", "-Content_Length: 5")]
    [InlineData("Transfer_Encoding: chunked\r\n", "-Transfer_Encoding: chunked")]
    [InlineData("_: 1\r\n", "-_: 1")]
    [InlineData("X-A_: 1\r\n", "-X-A_: 1")]
    public void UnderscoreInARequestFieldName_IsDropped(string fields, string expected) =>
        Feed.RequestEveryCut(Check.With(fields)).ShouldBe($"Post Origin path=/ query= host=a Http11 None keep | Host: a | {expected}");
}
