// Nothing but a user of the precompiled headers, which the test programs then share.
