DROP TABLE chat.messages;
DROP TABLE chat.participants;
DROP TABLE chat.conversations;
DROP SCHEMA chat;
