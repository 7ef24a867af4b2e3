namespace Holdfast.DataPlane.Tests.Safety;

/// <summary>
/// Every rule of HTTP/1.1 safety that the gateway keeps, in families, with the tests that prove it. A rule that is added here without a
/// test, or whose test is renamed, fails <see cref="SafetyRulesTests"/>.
/// </summary>
internal static class SafetyRules
{
    /// <summary>Families that may not be missing: one for each kind of attack that was a vulnerability somewhere.</summary>
    public static readonly string[] Families =
    [
        "cl-te", "te", "cl", "body", "line-end", "chunk", "trailer", "folding", "name", "value", "underscore", "host", "absolute", "method", "target", "http10",
        "expect", "upgrade", "hop", "forwarded", "pipeline", "response", "http2", "retry", "limit", "slow", "tls",
    ];

    public static readonly SafetyRule[] All =
    [
        new("cl-te.both", "Content-Length with Transfer-Encoding: 400 and close", "ContentLengthAndTransferEncodingTests.ContentLengthAndTransferEncodingTogether_IsRejected", "FailureTests.WrongRequest_IsRefusedAndClosedWithoutReachingAServer", "ProbeTests.EveryCase_EndsAsAccepted"),
        new("te.value", "exactly one, exactly chunked; else 501 or 400", "TransferEncodingTests.TransferEncodingOtherThanExactlyChunked_IsRejected", "TransferEncodingTests.TransferEncodingTwice_IsRejected"),
        new("te.disguised", "vertical tab, form feed, NUL, folding, space before the colon", "TransferEncodingTests.TransferEncodingWithVerticalTabFormFeedNulOrDelete_IsRejected", "TransferEncodingTests.TransferEncodingFolded_IsRejected", "TransferEncodingTests.TransferEncodingWithSpaceBeforeColon_IsRejected"),
        new("te.http10", "not in HTTP/1.0", "TransferEncodingTests.TransferEncodingInHttp10_IsRejected"),
        new("cl.syntax", "1 to 18 digits and nothing else", "ContentLengthTests.ContentLengthOtherThanOneToEighteenDigits_IsRejected", "ContentLengthTests.ContentLengthWithLeadingZero_IsRejectedInRequestsAndTakenInResponses"),
        new("cl.repeated", "twice is refused even if equal", "ContentLengthTests.ContentLengthTwice_IsRejectedEvenIfEqual"),
        new("body.any-method", "a body on GET, HEAD, OPTIONS, DELETE is framed and forwarded framed", "ContentLengthTests.BodyOnMethodThatNeedsNone_IsFramed", "HeadTests.BodyOnAMethodThatNeedsNone_IsForwardedFramedAndTheNextRequestIsCutBehindIt"),
        new("body.early-answer", "after an early answer drain or close, both sides", "FailureTests.EarlyRefusalOfALongUpload_ReachesTheClient", "ReuseTests.ConnectionAfterAnEarlyAnswer_IsUsedByNobodyAgain"),
        new("body.abandoned", "a connection whose exchange was cut is not used again", "ReuseTests.ClientThatLeavesBeforeItsAnswer_TakesTheServersConnectionAlong"),
        new("line-end.head", "CRLF only: start line and fields", "LineEndTests.BareLineFeed_IsRejected", "LineEndTests.BareCarriageReturn_IsRejected", "LineEndTests.SecondEmptyLineBeforeTheRequestLine_IsRejected"),
        new("line-end.chunks", "CRLF only: chunk lines and trailers", "ChunkedBodyTests.BareCarriageReturnOrLineFeedInChunkedBody_IsRejected"),
        new("line-end.response", "CRLF only: responses", "LineEndTests.BareLineEndOrControlByteInResponse_IsRejected"),
        new("chunk.size", "1 to 16 hexadecimal digits", "ChunkedBodyTests.ChunkSizeOtherThanHexDigits_IsRejected", "ChunkedBodyTests.ChunkSizeOfMoreThanSixteenDigitsOrAboveInt64_IsRejected"),
        new("chunk.extension", "token or quoted string, bounded, dropped", "ChunkedBodyTests.ChunkExtensionOtherThanTokenOrQuotedString_IsRejected", "ChunkedBodyTests.ChunkLineLongerThanTheBound_IsRejected", "ChunkedBodyTests.ChunkExtensionsOfOneBody_AreBoundedTogether"),
        new("chunk.anew", "bodies are chunked anew on the way out", "FramingTests.ChunkedBothWays_IsRechunkedAndTrailersTravelExceptFramingRoutingAndCredentials"),
        new("trailer.bound", "limited", "ChunkedBodyTests.TrailersBeyondTheLimits_AreRejected"),
        new("trailer.forbidden", "framing, routing and credentials never travel as trailers", "ChunkedBodyTests.TrailerThatFramesRoutesOrAuthorises_IsDropped", "FramingTests.ChunkedBothWays_IsRechunkedAndTrailersTravelExceptFramingRoutingAndCredentials"),
        new("trailer.syntax", "field rules hold for trailers", "ChunkedBodyTests.TrailerAgainstTheFieldRules_IsRejected"),
        new("folding.request", "400", "FieldLineTests.LineFolding_IsRejected"),
        new("folding.response", "502", "HeadTests.AnswerThatBreaksARule_Is502AndItsConnectionIsClosed"),
        new("name.token", "a token right before its colon, not empty", "FieldLineTests.FieldNameThatIsNotATokenBeforeItsColon_IsRejected", "FieldLineTests.EveryByteThatIsNoTokenByte_IsRejectedInAName"),
        new("name.first", "no whitespace before the first field", "FieldLineTests.WhitespaceBeforeTheFirstField_IsRejected"),
        new("value.control", "NUL and control bytes: 400", "LineEndTests.EveryControlByteInAValue_IsRejected", "LineEndTests.OffendingByteInAnIncompleteLine_IsRejectedAtOnce"),
        new("underscore.dropped", "names with _ are dropped", "FieldLineTests.UnderscoreInARequestFieldName_IsDropped", "HeadTests.NamesWithUnderscore_DoNotReachTheServer"),
        new("host.one", "exactly one in HTTP/1.1", "HostTests.HostMissingInHttp11_IsRejected", "HostTests.HostTwice_IsRejectedEvenIfEqual"),
        new("host.authority", "an authority: no userinfo, path, comma", "HostTests.HostThatIsNoAuthority_IsRejected", "HostTests.HostThatIsAnAuthority_Routes"),
        new("absolute.accepted", "the target's authority wins; origin-form goes to the server", "HostTests.AbsoluteForm_TakesTheAuthorityOfTheTarget", "FramingTests.TargetForms_BecomeOriginOrAsteriskForm"),
        new("absolute.mismatch", "another Host: 400", "HostTests.AbsoluteFormWithAnotherHost_IsRejected", "HostTests.AbsoluteFormWithoutAValidAuthority_IsRejected"),
        new("method.asterisk", "only with OPTIONS", "RequestLineTests.AsteriskWithAnotherMethod_IsRejected", "RequestLineTests.AsteriskWithOptions_IsAccepted"),
        new("method.refused", "CONNECT and TRACE are off", "RequestLineTests.ConnectAndTrace_AreRefused"),
        new("target.bytes", "fragment, space, control, backslash, %00: 400", "RequestLineTests.FragmentBackslashTabOrNonAsciiInTheTarget_IsRejected", "RequestLineTests.EncodedNulInTheTarget_IsRejected", "RequestLineTests.RequestLineThatIsNotMethodTargetVersion_IsRejected"),
        new("target.same-bytes", "routed and forwarded byte for byte; dot segments are refused", "RequestLineTests.PathThatNeedsNormalising_IsKeptByteForByte", "ProbeTests.EveryCase_EndsAsAccepted"),
        new("http10.close", "closes unless keep-alive", "Http10AndExpectTests.KeepAlive_FollowsVersionAndConnection", "FramingTests.Http10KeepAlive_IsKeptAndSaidSo"),
        new("http10.no-chunks", "never sent chunks", "FramingTests.ChunkedAnswer_IsUnchunkedForHttp10", "FramingTests.CloseDelimitedAnswer_IsChunkedForHttp11AndClosedForHttp10"),
        new("http10.no-interim", "never sent 1xx, and Expect is dropped", "FramingTests.InterimAnswers_AreNotSentToHttp10", "HeadTests.Http10Request_IsSentAsHttp11WithoutExpect"),
        new("http10.hostless", "servers get a Host all the same", "HeadTests.Http10RequestWithoutHost_GetsTheAddressOfThePoolBecauseServersDemandOne"),
        new("expect.value", "only 100-continue, else 417", "Http10AndExpectTests.ExpectOtherThan100Continue_IsRejected", "FailureTests.WrongRequest_IsRefusedAndClosedWithoutReachingAServer"),
        new("expect.forwarded", "forwarded; several 1xx are read", "FramingTests.ExpectContinue_PassesInterimAndThenTheAnswer"),
        new("expect.final", "a final answer without 100 closes", "FramingTests.FinalAnswerWithoutContinue_ClosesBecauseTheBodyIsUnread"),
        new("upgrade.allowed", "only a proper WebSocket GET", "HopByHopTests.UpgradeOtherThanAProperWebSocketGet_IsIgnoredAndDropped", "HopByHopTests.WebSocketUpgrade_IsRecognised", "TunnelTests.UnknownUpgrade_IsForwardedWithoutIt"),
        new("upgrade.after-101", "raw only after the server's 101", "HeadTests.RawBytes_FlowOnlyAfter101", "TunnelTests.AcceptedUpgrade_PassesRawBytesBothWaysUntilBothClose"),
        new("upgrade.refused", "otherwise what follows is a request", "HeadTests.SwitchToWebSocketThatTheServerRefuses_LeavesTheBytesBehindItRequests", "TunnelTests.RefusedUpgrade_LeavesThePipelinedRequestARequest"),
        new("upgrade.unasked", "a 101 that nobody asked for: 502", "FailureTests.WrongAnswer_Is502", "HopByHopTests.SwitchingProtocols_IsAWebSocketOnlyWithItsFields"),
        new("hop.request", "the fixed ones and those named in Connection are stripped", "HopByHopTests.HopByHopField_IsDropped", "HopByHopTests.EveryFieldNamedInConnection_IsDropped", "HeadTests.HopByHopFieldsAndThoseNamedInConnection_DoNotReachTheServer"),
        new("hop.response", "of responses too", "HeadTests.HopByHopFieldsOfAServer_DoNotReachTheClient"),
        new("hop.protected", "Connection must not name framing, routing, credentials", "HopByHopTests.ConnectionNamingAProtectedField_IsRejectedInRequestsAndIgnoredInResponses", "HopByHopTests.ConnectionWithMoreElementsThanTheBound_IsRejected"),
        new("forwarded.stranger", "overwritten", "HeadTests.ForwardingFieldsOfAStranger_AreOverwritten", "HeadTests.ForwardedOfAStranger_IsOverwrittenInThatStyleToo"),
        new("forwarded.trusted", "continued", "HeadTests.ForwardingFieldsOfATrustedProxy_AreContinued"),
        new("pipeline.order", "the next request only when the one before is read and answered", "ReuseTests.PipelinedRequest_IsSentOnlyWhenTheOneBeforeIsAnswered", "FramingTests.PipelinedRequests_AreAnsweredInOrder", "PipeliningTests.SeveralRequestsInOneBuffer_AreCutAtTheirBorders"),
        new("pipeline.bounded", "read-ahead is bounded", "ReuseTests.PipeliningClient_IsReadNoFurtherThanOneBufferAhead"),
        new("pipeline.unread", "no server connection with unread bytes is used", "ReuseTests.BytesBehindABodyOfAnyLength_AreNotTheNextAnswer", "FramingTests.BytesBehindALongPipedAnswer_AreNotTheNextAnswer", "FramingTests.BytesBehindAnAnswer_CloseTheServersConnection"),
        new("response.framing", "same rules: several lengths, unknown encodings: 502", "HeadTests.AnswerThatBreaksARule_Is502AndItsConnectionIsClosed", "FailureTests.WrongAnswer_Is502"),
        new("response.both", "length with chunks: the length is dropped, the connection closed", "HeadTests.AnswerWithLengthAndChunks_IsChunkedToTheClientAndItsConnectionIsClosed", "ContentLengthAndTransferEncodingTests.InResponse_TransferEncodingWinsLengthIsDroppedAndConnectionClosed"),
        new("response.no-body", "HEAD, 1xx, 204, 304 have none", "ResponseFramingTests.BodyOfAResponse_FollowsStatusMethodAndFields", "HeadTests.AnswerThatHasNoBody_HasNoneWhateverItsLengthSays", "FramingTests.AnswersWithoutBody_LeaveTheConnectionUsable"),
        new("response.unsolicited", "bytes on an idle connection close it", "ReuseTests.UnsolicitedBytesOnAnIdleConnection_CloseIt", "ReuseTests.UnsolicitedBytesThatArriveWithTheNextRequest_AreNotItsAnswer"),
        new("response.truncated", "the client's connection is reset", "FailureTests.TruncatedAnswer_ResetsTheClientSoThatItKnows"),
        new("http2.not-served", "HTTP/2 is refused, by preface and by upgrade", "RequestLineTests.VersionOtherThan10And11_IsRejected", "TunnelTests.UnknownUpgrade_IsForwardedWithoutIt"),
        new("retry.idempotent", "a kept connection that closed before the first byte: once, idempotent only", "ReuseTests.KeptConnectionThatClosesUnanswered_IsRepeatedOnceAndOnlyIfIdempotent", "FailureTests.ReusedConnectionClosedAtOnce_PostIsNotRepeated", "ReuseTests.CloseThatArrivesWithTheNextRequest_IsAnsweredByAFreshConnection"),
        new("retry.nothing-came", "not when a part of the answer or not the whole request is here", "ReuseTests.ServerThatClosesAfterAPartOfItsHead_IsNotAskedAgain", "ReuseTests.BodyThatIsNotWholeYet_IsNotRepeated"),
        new("limit.head", "line 414, head and count of fields 431", "LimitsTests.RequestLineAtTheLimit_IsAcceptedAndOneByteMoreIsRejected", "LimitsTests.HeadAtTheLimit_IsAcceptedAndOneByteMoreIsRejected", "LimitsTests.MoreFieldsThanTheLimit_AreRejected"),
        new("limit.body", "by route, 413", "FailureTests.BodyLargerThanTheRouteAllows_Is413"),
        new("slow.head", "a deadline for the whole head", "SlowClientTests.HeadThatTrickles_Is408WhenTheWholeHeadIsLateHoweverSteadilyItComes", "SlowClientTests.HeadOfALaterRequest_HasItsDeadlineFromItsFirstByte"),
        new("slow.body", "a minimum rate after a grace", "SlowClientTests.BodyBelowTheMinimumRate_Is408AndClosed", "SlowClientTests.BodyAboveTheMinimumRate_IsServedHoweverLongItTakes"),
        new("slow.idle", "an idle time", "SlowClientTests.IdleKeepAliveClient_IsClosedAfterTheIdleTimeAndCounted"),
        new("slow.first-byte", "a deadline after accept", "SlowClientTests.ClientThatSaysNothingAfterAccept_IsClosedAfterTheHeadTimeout"),
        new("slow.reader", "a client that does not read is cut off", "SlowClientTests.ReaderBelowTheMinimumRate_IsReset", "SlowClientTests.ReaderAboveTheMinimumRate_GetsItAll"),
        new("slow.server", "a server that stops is cut off, a slow stream is not", "SlowClientTests.ServerSilentInTheMiddleOfItsAnswer_ResetsTheClientAndCountsAgainstTheServer", "SlowClientTests.ServerThatTakesNoMoreOfAnUpload_Is504", "SlowClientTests.EventStreamWithAHeartbeat_IsNotCutForBeingSlow"),
        new("slow.per-address", "a bound of connections of one address", "ClientLimitTests.ClientsOfOneAddressPastItsLimit_AreRefusedPolitelyAndCountedUntilOneLeaves", "ClientLimitTests.WithoutANumber_OneAddressGetsHalfAndLoopbackAll", "ClientLimitTests.AddressesOfOneIPv6Network_CountAsOne"),
        new("tls.not-served", "no TLS, so no handshake to bound: the key is refused", "ConfigReaderTests.ListenerThatIsNotCarriedYet_SaysSo"),
    ];
}
